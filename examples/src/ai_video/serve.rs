//! Requests for what was encoded: few records are asked for often, as in life.

use super::problems::Problems;
use super::run::Desk;
use super::stage::Stage;
use super::{PipelineError, VideoData, VideoFrame};
use optimize_core::codec::CodecError;
use optimize_core::weak_cache::WeakCache;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Requests for records, and for frames.
const REQUESTS: (u64, u64) = (20_000, 500);

/// Answers requests for records from the codec's cache, which knows them by their content, or encodes them anew.
pub(super) fn serve_records(
    records: &[VideoData],
    desk: &Desk,
    problems: &mut Problems,
) -> Result<Option<Stage>, PipelineError> {
    let before = desk.cache.stats();
    let answer = |record: &VideoData| desk.codec.encode(record).map(|bytes| bytes.len());
    let mut stage = serve(records, REQUESTS.0, "serve records", desk, problems, answer)?;
    if let Some(stage) = &mut stage {
        stage.count_lookups(&before, &desk.cache.stats());
    }
    Ok(stage)
}

/// Answers requests for frames. To know one by its content is to hash megabytes, which would be all the work of a
/// request: a frame that stays where it is, is known by its address.
pub(super) fn serve_frames(
    frames: &[Arc<VideoFrame>],
    desk: &Desk,
    problems: &mut Problems,
) -> Result<Option<Stage>, PipelineError> {
    let (encoded, misses) = (WeakCache::new(), AtomicU64::new(0));
    let answer = |frame: &Arc<VideoFrame>| {
        let bytes = encoded.get_or_insert_with(frame, |frame| {
            misses.fetch_add(1, Ordering::Relaxed);
            desk.codec.encode(frame).map(|bytes| bytes.into_arc())
        })?;
        Ok(bytes.len())
    };
    let mut stage = serve(frames, REQUESTS.1, "serve frames", desk, problems, answer)?;
    if let Some(stage) = &mut stage {
        stage.count_hits(REQUESTS.1 - misses.load(Ordering::Relaxed), REQUESTS.1);
    }
    Ok(stage)
}

/// Answers requests on all cores. The nth model is asked for about 1/n as often as the first.
fn serve<T: Sync>(
    models: &[T],
    requests: u64,
    name: &'static str,
    desk: &Desk,
    problems: &mut Problems,
    answer: impl Fn(&T) -> Result<usize, CodecError> + Sync,
) -> Result<Option<Stage>, PipelineError> {
    if models.is_empty() {
        return Ok(None);
    }
    let mut stage = Stage::new(&desk.monitor, name, "request");
    let bar = desk.progress.items(name, requests);
    let mut random = Random::new(7);
    let asked: Vec<&T> = (0..requests).map(|_| &models[random.skewed(models.len())]).collect();
    let answer = |model: &&T| {
        let mut timer = stage.start();
        let answer = answer(model);
        match &answer {
            Ok(length) => timer.bytes_out(*length),
            Err(_) => timer.fail(),
        };
        bar.inc(1);
        answer.err()
    };
    let failures: Vec<CodecError> = asked.par_iter().filter_map(answer).collect();
    stage.count(asked.len() - failures.len(), failures.len());
    for error in failures {
        problems.other(name, "encode_error", &error.to_string())?;
    }
    bar.finish_and_clear();
    Ok(Some(stage))
}

/// `SplitMix64`: the same numbers in every run.
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to 1.
    pub(super) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// An index below `count`, which is not 0. Small ones come more often, as by Zipf's law.
    fn skewed(&mut self, count: usize) -> usize {
        let rank = ((count + 1) as f64).powf(self.unit());
        (rank as usize).clamp(1, count) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_skewed_and_in_range() {
        let mut random = Random::new(1);
        let mut counts = [0_u32; 50];
        for _ in 0..10_000 {
            counts[random.skewed(50)] += 1;
        }
        assert!(counts.iter().all(|&count| count > 0), "{counts:?}");
        assert!(counts[0] > 5 * counts[9] && counts[9] > counts[45], "{counts:?}");
        assert_eq!(random.skewed(1), 0);
    }
}
