//! Whether a photo says where it was taken.

use exif::{In, Reader, Tag};
use image::ImageDecoder;

/// How XMP names a place, in any of its forms.
const IN_XMP: &[u8] = b"GPSLatitude";

/// Whether EXIF or XMP hold a place.
pub(super) fn has_place(decoder: &mut impl ImageDecoder) -> bool {
    let exif = decoder.exif_metadata().ok().flatten();
    let xmp = decoder.xmp_metadata().ok().flatten();
    exif.is_some_and(is_in_exif) || xmp.is_some_and(|xmp| xmp.windows(IN_XMP.len()).any(|part| part == IN_XMP))
}

fn is_in_exif(raw: Vec<u8>) -> bool {
    // A telephone that writes one field wrongly still tells the place in another.
    let read = Reader::new().continue_on_error(true).read_raw(raw);
    let fields = read.or_else(|error| error.distill_partial_result(|_| {}));
    fields.is_ok_and(|exif| {
        [Tag::GPSLatitude, Tag::GPSLongitude].iter().any(|tag| exif.get_field(*tag, In::PRIMARY).is_some())
    })
}
