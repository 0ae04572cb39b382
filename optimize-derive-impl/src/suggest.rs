//! "Did you mean": the known word nearest to a mistyped one.

/// The candidate that differs from `word` in the fewest letters, if it is near enough to be meant.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters to insert, delete, replace or swap with the next to get from one word to the other.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let width = right.len() + 1;
    let mut cost = vec![0; (left.len() + 1) * width];
    for row in 0..=left.len() {
        for column in 0..=right.len() {
            cost[row * width + column] = if row == 0 || column == 0 {
                row + column
            } else {
                let differs = usize::from(left[row - 1] != right[column - 1]);
                let above = (row - 1) * width + column;
                let mut best = (cost[above] + 1).min(cost[row * width + column - 1] + 1).min(cost[above - 1] + differs);
                let swapped =
                    row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
                if swapped {
                    best = best.min(cost[(row - 2) * width + column - 2] + 1);
                }
                best
            };
        }
    }
    cost[left.len() * width + right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let words = ["min_length", "max_length", "pattern", "ge"];
        assert_eq!(nearest("min_lenght", words), Some("min_length"));
        assert_eq!(nearest("patern", words), Some("pattern"));
        assert_eq!(nearest("eg", words), Some("ge"));
        assert_eq!(nearest("colour", words), None);
    }
}
