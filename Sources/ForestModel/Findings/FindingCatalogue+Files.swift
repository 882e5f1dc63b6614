// Findings about whole files: what they are, whether they are whole, and whether they fit together. None
// of them can be passed over with --on-error skip.

extension FindingKind {
  /// The name says one format, the content another.
  public static let fileKind = FindingKind(
    "file-kind", .error,
    "the name says {named}, but the content is {found}; give the file the ending of what it is, or name the right file",
    vi:
      "tên tệp cho biết là {named}, nhưng nội dung là {found}; hãy đổi đuôi tệp theo đúng nội dung hoặc chỉ đúng tệp cần đọc"
  )
  /// A format that is not read.
  public static let fileNotRead = FindingKind(
    "file-not-read", .error,
    "the content is {found}, which is not read; save it as one of: {formats}",
    vi: "nội dung là {found}, không đọc được; hãy lưu lại theo một trong các định dạng: {formats}")
  /// An archive in place of a file.
  public static let archiveNotUnpacked = FindingKind(
    "archive-not-unpacked", .error,
    "an archive (ZIP) and no file of data; unpack it and name the file in it. A layer or a raster is read from the archive too: /vsizip/{path}/NAME, e.g. /vsizip/{path}/parcels.shp",
    vi:
      "là tệp nén (ZIP), chưa phải tệp dữ liệu; hãy giải nén rồi ghi tên tệp bên trong. Lớp bản đồ và ảnh raster cũng đọc được ngay trong tệp nén: /vsizip/{path}/TÊN, ví dụ /vsizip/{path}/parcels.shp"
  )
  /// A file that its own driver cannot open.
  public static let fileDamaged = FindingKind(
    "file-damaged", .error,
    "the file cannot be read and is probably damaged ({reason}); copy it again from its source and compare the sizes",
    vi:
      "không đọc được tệp, có thể tệp đã hỏng ({reason}); hãy chép lại từ nguồn và so sánh dung lượng"
  )
  /// A file shorter than it says of itself.
  public static let fileTruncated = FindingKind(
    "file-truncated", .error,
    "{part} needs {declared} bytes by its own account and has {held}: it is cut off, damaged or still being copied; copy it again from its source",
    vi:
      "{part} cần {declared} byte theo phần đầu tệp nhưng chỉ có {held}: tệp bị cắt cụt, hỏng hoặc chưa chép xong; hãy chép lại từ nguồn"
  )
  /// Shapes and attribute rows that do not go together.
  public static let shapefileCounts = FindingKind(
    "shapefile-counts", .error,
    "the .shx lists {shapes} shapes and the .dbf has {rows} rows: these files do not belong together or one is damaged; copy all files of the shapefile again, at the same time",
    vi:
      "tệp .shx có {shapes} hình và tệp .dbf có {rows} dòng: các tệp này không cùng một bộ hoặc có tệp bị hỏng; hãy chép lại cùng lúc mọi tệp của shapefile"
  )
  /// A shapefile without its index.
  public static let shapefileWithoutIndex = FindingKind(
    "shapefile-without-shx", .error,
    "{part} is missing beside the .shp; copy it from the source, or make a whole file with (Debian package gdal-bin): ogr2ogr --config SHAPE_RESTORE_SHX YES whole.gpkg FILE.shp",
    vi:
      "thiếu {part} cạnh tệp .shp; hãy chép từ nguồn, hoặc tạo tệp đầy đủ bằng (gói Debian gdal-bin): ogr2ogr --config SHAPE_RESTORE_SHX YES whole.gpkg TỆP.shp"
  )
  /// A shapefile without its attributes.
  public static let shapefileWithoutTable = FindingKind(
    "shapefile-without-dbf", .error,
    "{part} is missing beside the .shp: the shapes have no names, no strata, no attributes; copy it from the source",
    vi:
      "thiếu {part} cạnh tệp .shp: các hình không có tên, không có tầng, không có thuộc tính; hãy chép từ nguồn"
  )
  /// Fewer features than the layer declares.
  public static let layerCutOff = FindingKind(
    "layer-cut-off", .error,
    "{held} of {declared} features could be read ({reason}); the file is damaged, copy it again from its source",
    vi:
      "chỉ đọc được {held} trong {declared} đối tượng ({reason}); tệp bị hỏng, hãy chép lại từ nguồn"
  )
  /// An archive or spreadsheet that would fill the memory.
  public static let archiveTooLarge = FindingKind(
    "archive-too-large", .error,
    "the file holds {held} bytes and unpacks to {declared}; more than a table needs. Save the sheet as CSV",
    vi:
      "tệp có {held} byte và khi giải nén thành {declared} byte, quá lớn đối với một bảng. Hãy lưu trang tính dưới dạng CSV"
  )
  /// A row that is no row.
  public static let rowTooLong = FindingKind(
    "row-too-long", .error,
    "the row is longer than {limit} bytes; a line end or a closing quotation mark is missing, or the file is not a table",
    vi:
      "dòng dài hơn {limit} byte; thiếu dấu xuống dòng hoặc dấu ngoặc kép đóng, hoặc tệp không phải là bảng"
  )

  // MARK: Rasters

  /// More cells than are read.
  public static let rasterTooLarge = FindingKind(
    "raster-too-large", .error,
    "the raster declares {declared}; at most {limit} are read. Cut it to the area of the parcels first",
    vi: "ảnh raster khai báo {declared}; chỉ đọc tối đa {limit}. Hãy cắt theo vùng có lô rừng trước"
  )
  /// No transform from cells to the ground.
  public static let rasterWithoutPosition = FindingKind(
    "raster-without-position", .error,
    "the raster does not say where its cells lie on the ground; look for its .tfw or .aux.xml file and put it beside it, or georeference it in QGIS",
    vi:
      "ảnh raster không ghi vị trí của các điểm ảnh trên mặt đất; hãy tìm tệp .tfw hoặc .aux.xml đặt cạnh tệp, hoặc nắn tọa độ trong QGIS"
  )
  /// Cells that are no numbers of ours.
  public static let rasterType = FindingKind(
    "raster-type", .error,
    "band {band} holds {type} values; a map needs one real number per cell. Name another band or convert it",
    vi:
      "kênh {band} chứa giá trị kiểu {type}; bản đồ cần một số thực cho mỗi điểm ảnh. Hãy chọn kênh khác hoặc chuyển đổi tệp"
  )
  /// A part of a raster cannot be read.
  public static let rasterUnreadable = FindingKind(
    "raster-unreadable", .error,
    "cells at column {column}, row {row} cannot be read ({reason}); the file is damaged, copy it again from its source",
    vi:
      "không đọc được các điểm ảnh tại cột {column}, dòng {row} ({reason}); tệp bị hỏng, hãy chép lại từ nguồn"
  )
  /// A value that stands for "nothing" and is not declared so.
  public static let noDataUndeclared = FindingKind(
    "nodata-undeclared", .error,
    "cells hold {value}, which usually stands for \"no data\", but the raster does not declare it; declare it with (Debian package gdal-bin): gdal_edit.py -a_nodata {value} FILE",
    vi:
      "có điểm ảnh mang giá trị {value}, thường nghĩa là “không có dữ liệu”, nhưng ảnh không khai báo; hãy khai báo bằng (gói Debian gdal-bin): gdal_edit.py -a_nodata {value} TỆP"
  )
  /// All of them.
  static let files = [
    fileKind, fileNotRead, archiveNotUnpacked, fileDamaged, fileTruncated, shapefileCounts,
    shapefileWithoutIndex,
    shapefileWithoutTable, layerCutOff, archiveTooLarge, rowTooLong, rasterTooLarge,
    rasterWithoutPosition, rasterType, rasterUnreadable, noDataUndeclared,
  ]
}
