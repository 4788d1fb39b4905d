//! Rooms, beds, devices and laboratories.

use lindley_domain::ResourceKind::{self, Bed, Device, Lab, Room};

use super::sites::{HARBOUR, NORTHGATE, RIVERSIDE};

/// A room, bed, device or laboratory.
pub(super) struct Place {
    pub(super) name: &'static str,
    pub(super) site: usize,
    pub(super) kind: ResourceKind,
    pub(super) attributes: &'static [&'static str],
    pub(super) units: u16,
}

const fn place(
    name: &'static str,
    site: usize,
    kind: ResourceKind,
    attributes: &'static [&'static str],
    units: u16,
) -> Place {
    Place { name, site, kind, attributes, units }
}

/// Everything, in the order of the ids, which follow those of the practitioners.
pub(super) const PLACES: [Place; 50] = [
    place("Room 101", HARBOUR, Room, &["consult"], 1),
    place("Room 102", HARBOUR, Room, &["consult"], 1),
    place("Room 103", HARBOUR, Room, &["consult"], 1),
    place("Room 104", HARBOUR, Room, &["consult"], 1),
    place("Room 105", HARBOUR, Room, &["consult"], 1),
    place("Room 106", HARBOUR, Room, &["consult"], 1),
    place("Room 107", HARBOUR, Room, &["consult"], 1),
    place("Room 108", HARBOUR, Room, &["consult"], 1),
    place("Room 109", HARBOUR, Room, &["consult"], 1),
    place("Procedure room A", HARBOUR, Room, &["procedure"], 1),
    place("Procedure room B", HARBOUR, Room, &["procedure"], 1),
    place("Endoscopy suite", HARBOUR, Room, &["endoscopy-suite"], 1),
    place("Ultrasound room", HARBOUR, Room, &["imaging"], 1),
    place("Imaging room 1", HARBOUR, Room, &["imaging"], 1),
    place("MRI suite", HARBOUR, Room, &["mri-suite"], 1),
    place("Recovery bed 1", HARBOUR, Bed, &["recovery"], 1),
    place("Recovery bed 2", HARBOUR, Bed, &["recovery"], 1),
    place("Infusion chair 1", HARBOUR, Bed, &["infusion"], 1),
    place("Infusion chair 2", HARBOUR, Bed, &["infusion"], 1),
    place("Infusion chair 3", HARBOUR, Bed, &["infusion"], 1),
    place("Echo scanner", HARBOUR, Device, &["echo"], 1),
    place("Ultrasound 1", HARBOUR, Device, &["ultrasound"], 1),
    place("Ultrasound 2", HARBOUR, Device, &["ultrasound"], 1),
    place("ECG cart 1", HARBOUR, Device, &["ecg"], 1),
    place("ECG cart 2", HARBOUR, Device, &["ecg"], 1),
    place("Treadmill", HARBOUR, Device, &["treadmill"], 1),
    place("MRI 1.5 T", HARBOUR, Device, &["mri"], 1),
    place("X-ray 1", HARBOUR, Device, &["x-ray"], 1),
    place("Endoscope tower", HARBOUR, Device, &["endoscope"], 1),
    place("Harbour laboratory", HARBOUR, Lab, &["blood-draw"], 4),
    place("Room N1", NORTHGATE, Room, &["consult"], 1),
    place("Room N2", NORTHGATE, Room, &["consult"], 1),
    place("Room N3", NORTHGATE, Room, &["consult"], 1),
    place("Room N4", NORTHGATE, Room, &["consult"], 1),
    place("Room N5", NORTHGATE, Room, &["consult"], 1),
    place("Room N6", NORTHGATE, Room, &["consult"], 1),
    place("Imaging room N", NORTHGATE, Room, &["imaging"], 1),
    place("Therapy gym", NORTHGATE, Room, &["gym"], 3),
    place("Ultrasound N", NORTHGATE, Device, &["ultrasound"], 1),
    place("X-ray N", NORTHGATE, Device, &["x-ray"], 1),
    place("Slit lamp", NORTHGATE, Device, &["slit-lamp"], 1),
    place("Northgate laboratory", NORTHGATE, Lab, &["blood-draw"], 3),
    place("Room R1", RIVERSIDE, Room, &["consult"], 1),
    place("Room R2", RIVERSIDE, Room, &["consult"], 1),
    place("Room R3", RIVERSIDE, Room, &["consult"], 1),
    place("Room R4", RIVERSIDE, Room, &["consult"], 1),
    place("Treatment room R", RIVERSIDE, Room, &["procedure"], 1),
    place("Movement studio", RIVERSIDE, Room, &["gym"], 2),
    place("Ultrasound R", RIVERSIDE, Device, &["ultrasound"], 1),
    place("Riverside laboratory", RIVERSIDE, Lab, &["blood-draw"], 2),
];
