// Findings of `export`: what the formats cannot hold, and what stands in the way.

extension FindingKind {
  /// Formats of polygons asked of results without any.
  public static let exportNeedsLayer = FindingKind(
    "export-needs-layer", .error,
    "these results come from a table of areas and have no polygons, so {formats} cannot be written; type --format csv,xlsx",
    vi:
      "kết quả này tính từ bảng diện tích nên không có ranh giới, không ghi được {formats}; hãy dùng --format csv,xlsx"
  )
  /// An input of the results that is gone.
  public static let exportInputMissing = FindingKind(
    "export-input-missing", .warning,
    "the file that the results were computed from is not there, so it is not known whether they are up to date; they are exported as run {run} wrote them",
    vi:
      "không tìm thấy tệp đã dùng để tính, nên chưa biết kết quả còn mới hay không; xuất đúng như lần chạy {run} đã ghi"
  )
  /// A text that a shapefile cannot hold.
  public static let shapefileTextCut = FindingKind(
    "shapefile-text-cut", .warning,
    "the text has {bytes} bytes, a shapefile holds 254: it is cut in the shapefile; the whole text is in the other formats, e.g. --format gpkg",
    vi:
      "đoạn chữ dài {bytes} byte, shapefile chỉ chứa được 254 byte: bị cắt trong shapefile; các định dạng khác giữ đủ, ví dụ --format gpkg"
  )
  /// More cells than a workbook is good for.
  public static let spreadsheetTooLarge = FindingKind(
    "spreadsheet-too-large", .error,
    "{rows} parcels with {columns} columns are more than a workbook opens well ({limit} cells); leave xlsx out of --format and take csv",
    vi:
      "{rows} lô với {columns} cột là quá lớn cho một bảng tính ({limit} ô); hãy bỏ xlsx khỏi --format và dùng csv"
  )
  /// A parcel without a place on the globe.
  public static let parcelNotPlaced = FindingKind(
    "parcel-not-placed", .warning,
    "the boundary cannot be taken to WGS 84: {formats} hold the parcel without it",
    vi: "không chuyển được ranh giới sang WGS 84: {formats} chứa lô này nhưng không có ranh giới")
  /// Parcels that lie over each other.
  public static let boundaryOverlap = FindingKind(
    "boundary-overlap", .warning,
    "the project boundary holds {boundary} ha, its parcels together {parcels} ha: parcels overlap by {ha} ha; look at them with forestcarbon check",
    vi:
      "ranh giới dự án rộng {boundary} ha, tổng các lô là {parcels} ha: các lô chồng lên nhau {ha} ha; hãy xem bằng forestcarbon check"
  )
  /// A raster in degrees.
  public static let rasterInDegrees = FindingKind(
    "raster-in-degrees", .note,
    "the layer is in degrees, so the cells of the raster are too: {degrees}°, {metres} m along a meridian. For cells in metres run estimate on a layer in VN-2000, e.g. EPSG:9206",
    vi:
      "lớp tính bằng độ nên ô của ảnh cũng vậy: {degrees}°, tức {metres} m theo kinh tuyến. Muốn ô tính bằng mét, hãy chạy estimate với lớp VN-2000, ví dụ EPSG:9206"
  )
  /// A table of a database that somebody else made.
  public static let tableNotOurs = FindingKind(
    "table-not-ours", .error,
    "the table is there and was not written by forestcarbon export; choose another --schema, or type --replace to lose it",
    vi:
      "bảng đã có và không do forestcarbon export ghi; hãy chọn --schema khác, hoặc dùng --replace để thay bảng đó"
  )

  /// All of them.
  static let exports = [
    exportNeedsLayer, exportInputMissing, shapefileTextCut, spreadsheetTooLarge, parcelNotPlaced,
    boundaryOverlap, rasterInDegrees, tableNotOurs,
  ]
}
