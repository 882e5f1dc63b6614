// Findings about layers of parcels and rasters.

extension FindingKind {
  /// A layer, raster or table of coordinates without a CRS.
  public static let crsMissing = FindingKind(
    "crs-missing", .error,
    "no coordinate reference system is stored; the coordinates ({box}) would fit {candidates}. State the right one, e.g. {option} {first}. Numbers of neighbouring zones look alike: ask where the file comes from",
    vi:
      "tệp không ghi hệ tọa độ; tọa độ ({box}) phù hợp với {candidates}. Hãy chỉ rõ hệ đúng, ví dụ {option} {first}. Số liệu của các múi lân cận rất giống nhau: hãy hỏi nguồn của tệp"
  )
  /// Only an inexact operation leads from one CRS to the other.
  public static let crsBallpark = FindingKind(
    "crs-ballpark", .error,
    "the only way from {source} to {target} ignores the datum shift and may move parcels by hundreds of metres; state the right CRS with --parcels-crs, --plots-crs or --raster-crs",
    vi:
      "cách chuyển duy nhất từ {source} sang {target} bỏ qua chuyển đổi hệ quy chiếu và có thể làm lệch lô hàng trăm mét; hãy chỉ rõ hệ tọa độ đúng bằng --parcels-crs, --plots-crs hoặc --raster-crs"
  )
  /// Nothing leads from one CRS to the other.
  public static let crsNoOperation = FindingKind(
    "crs-no-operation", .error,
    "no coordinate operation leads from {source} to {target}; state the right CRS with --parcels-crs, --plots-crs or --raster-crs",
    vi:
      "không có phép chuyển tọa độ từ {source} sang {target}; hãy chỉ rõ hệ tọa độ đúng bằng --parcels-crs, --plots-crs hoặc --raster-crs"
  )
  /// A stored CRS was replaced by the user's.
  public static let crsReplaced = FindingKind(
    "crs-replaced", .warning, "the stored CRS {stored} is replaced by {stated} as asked",
    vi: "hệ tọa độ lưu trong tệp {stored} được thay bằng {stated} theo yêu cầu")
  /// A feature without geometry.
  public static let geometryMissing = FindingKind(
    "geometry-missing", .error, "the feature has no geometry", vi: "đối tượng không có hình học")
  /// A geometry that is not a polygon.
  public static let geometryNotPolygon = FindingKind(
    "geometry-not-polygon", .error, "read a {type}, expected a polygon",
    vi: "đọc được {type}, cần một vùng (polygon)")
  /// A polygon of no area.
  public static let geometryNoArea = FindingKind(
    "geometry-no-area", .error, "the polygon has no area", vi: "vùng không có diện tích")
  /// The same polygon twice.
  public static let duplicateGeometry = FindingKind(
    "duplicate-geometry", .error,
    "the same polygon as parcel {first}; its area would be counted twice",
    vi: "trùng ranh giới với lô {first}; diện tích sẽ bị tính hai lần")
  /// The same parcel id twice.
  public static let duplicateParcel = FindingKind(
    "duplicate-parcel", .error,
    "parcel id {parcel} occurs twice; choose a unique field with --parcel-id FIELD",
    vi:
      "mã lô {parcel} xuất hiện hai lần; hãy chọn trường có giá trị duy nhất bằng --parcel-id TRƯỜNG"
  )
  /// Coordinates that the stated or stored CRS cannot have.
  public static let coordinatesDoNotFit = FindingKind(
    "coordinates-do-not-fit", .error,
    "coordinates such as {x}, {y} do not fit {crs}; state the right CRS with {option} (Sơn La in VN-2000: EPSG:9206)",
    vi:
      "tọa độ như {x}, {y} không phù hợp với {crs}; hãy chỉ rõ hệ tọa độ đúng bằng {option} (Sơn La theo VN-2000: EPSG:9206)"
  )
  /// A coordinate that cannot be transformed.
  public static let transformFailed = FindingKind(
    "transform-failed", .error, "a coordinate cannot be taken to {target}: {reason}",
    vi: "không chuyển được tọa độ sang {target}: {reason}")
  /// A parcel that the raster does not cover at all.
  public static let parcelOutsideMap = FindingKind(
    "parcel-outside-map", .error,
    "{ha} ha, and no valid pixel of {map} lies in it; check both coordinate systems",
    vi: "{ha} ha, không có điểm ảnh hợp lệ nào của {map} nằm trong lô; hãy kiểm tra hai hệ tọa độ")
  /// A parcel that the raster covers in part.
  public static let parcelPartlyUnmapped = FindingKind(
    "parcel-partly-unmapped", .warning,
    "{ha} ha of the parcel have no class in {map} and are left out",
    vi: "{ha} ha của lô chưa có mã loại trong {map} và không được tính")
  /// A parcel whose class is empty.
  public static let parcelWithoutStratum = FindingKind(
    "parcel-without-stratum", .error, "the field {field} is empty; it names the stratum",
    vi: "trường {field} để trống; trường này cho biết tầng")
  /// A layer without features.
  public static let emptyLayer = FindingKind(
    "empty-layer", .error, "the layer has no features", vi: "lớp không có đối tượng nào")
  /// A field that the layer does not have.
  public static let fieldMissing = FindingKind(
    "field-missing", .error, "field {field} is missing; fields found: {found}",
    vi: "thiếu trường {field}; các trường đọc được: {found}")
  /// A zone that lies on no valid pixel.
  public static let zoneWithoutData = FindingKind(
    "zone-without-data", .warning,
    "no valid pixel of {map} lies in the zone; its figures are empty. If it should, check both coordinate systems",
    vi:
      "không có điểm ảnh hợp lệ nào của {map} nằm trong vùng; các số liệu để trống. Nếu lẽ ra phải có, hãy kiểm tra hai hệ tọa độ"
  )
  /// The same zone id more than once.
  public static let duplicateZone = FindingKind(
    "duplicate-zone", .warning,
    "{count} zones share their id with another; rows cannot be told apart by zone_id, choose another --id",
    vi:
      "{count} vùng trùng mã với vùng khác; không phân biệt được dòng theo zone_id, hãy chọn --id khác"
  )
  /// An area that is not positive.
  public static let areaImpossible = FindingKind(
    "area-impossible", .error, "read {value}, expected an area above 0 ha",
    vi: "đọc được {value}, cần diện tích lớn hơn 0 ha")
  /// The same parcel and stratum again in a table of areas.
  public static let areaRowRepeated = FindingKind(
    "area-row-repeated", .warning,
    "parcel {parcel}, stratum {stratum} has the same area as in row {first}; both are counted",
    vi: "lô {parcel}, tầng {stratum} có diện tích giống dòng {first}; cả hai đều được tính")
  /// An id field that is empty.
  public static let parcelWithoutID = FindingKind(
    "parcel-without-id", .warning, "the id is empty; the feature's number {fid} stands for it",
    vi: "mã lô để trống; dùng số thứ tự đối tượng {fid} thay thế")
  /// Raster values are stored with a scale.
  public static let rasterScaled = FindingKind(
    "raster-scaled", .note,
    "band {band} stores its values with scale {scale} and offset {offset}; both were applied",
    vi: "kênh {band} lưu giá trị với hệ số {scale} và độ lệch {offset}; đã áp dụng cả hai")
  /// A class raster with fractions.
  public static let classNotWhole = FindingKind(
    "class-not-whole", .error, "read {value}, a class map needs whole numbers",
    vi: "đọc được {value}, bản đồ phân loại cần số nguyên")
}
