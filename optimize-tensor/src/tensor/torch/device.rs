//! Where tensors are put.

use std::cell::RefCell;
use std::rc::Rc;
use tch::Device;

/// Where to put a tensor, given the device that its envelope names: `cuda:0`, `cpu`.
pub type DeviceMap = Rc<dyn Fn(&str) -> Device>;

thread_local! {
    static DEVICES: RefCell<Option<DeviceMap>> = const { RefCell::new(None) };
}

/// Runs `read`; tensors that this thread reads meanwhile go to the devices that `map` chooses. Without
/// it all go to the CPU: where a sender had a tensor is no business of the receiver's.
///
/// ```no_run
/// # fn load() {}
/// use tch::Device;
///
/// // What was on some GPU goes to the first one of this machine.
/// let on_gpu = |device: &str| if device.starts_with("cuda") { Device::cuda_if_available() } else { Device::Cpu };
/// optimize_tensor::with_device_map(on_gpu, || load());
/// ```
pub fn with_device_map<T>(map: impl Fn(&str) -> Device + 'static, read: impl FnOnce() -> T) -> T {
    /// Puts the outer map back, after a panic too.
    struct Restore(Option<DeviceMap>);
    impl Drop for Restore {
        fn drop(&mut self) {
            DEVICES.set(self.0.take());
        }
    }
    let _restore = Restore(DEVICES.replace(Some(Rc::new(map))));
    read()
}

/// Runs `read`; all tensors that this thread reads meanwhile go to one device.
///
/// ```no_run
/// # use optimize_core::Optimized;
/// # #[derive(Optimized)]
/// # struct Batch { #[opt(tensor)] x: tch::Tensor }
/// # let json = "";
/// let batch = optimize_tensor::with_device(tch::Device::Cuda(0), || Batch::from_json(json))?;
/// # Ok::<(), optimize_core::ValidationError>(())
/// ```
pub fn with_device<T>(device: Device, read: impl FnOnce() -> T) -> T {
    with_device_map(move |_| device, read)
}

/// The device for a tensor that was on another machine's `name`.
pub(super) fn choose_device(name: Option<&str>) -> Device {
    // Taken out of the cell first: the caller's function may read tensors itself.
    let map = DEVICES.with_borrow(Clone::clone);
    map.map_or(Device::Cpu, |map| map(name.unwrap_or("cpu")))
}

/// Torch's name of a device.
pub(super) fn device_name(device: Device) -> String {
    match device {
        Device::Cpu => "cpu".to_owned(),
        Device::Cuda(index) => format!("cuda:{index}"),
        Device::Mps => "mps:0".to_owned(),
        Device::Vulkan => "vulkan".to_owned(),
    }
}
