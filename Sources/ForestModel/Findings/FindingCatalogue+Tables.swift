// Findings about field tables as files, cells and measurements: what a spreadsheet, a slip of the pen or
// another unit does to them.

extension FindingKind {
  // MARK: Files

  /// A workbook named as text.
  public static let fileIsWorkbook = FindingKind(
    "file-is-workbook", .error,
    "the name ends in {ending}, but the file is a workbook ({found}); rename it to end in {right} and give that name, or save the sheet as CSV UTF-8",
    vi:
      "tên tệp có đuôi {ending} nhưng nội dung là bảng tính ({found}); hãy đổi đuôi thành {right} rồi chạy lại, hoặc lưu trang tính dạng CSV UTF-8"
  )
  /// A page of the web named as a table.
  public static let fileIsWebPage = FindingKind(
    "file-is-web-page", .error,
    "the name ends in {ending}, but the file is a web page (HTML); open it in a spreadsheet program and save it as XLSX or CSV UTF-8",
    vi:
      "tên tệp có đuôi {ending} nhưng nội dung là trang web (HTML); hãy mở bằng phần mềm bảng tính và lưu dạng XLSX hoặc CSV UTF-8"
  )
  /// Text named as a workbook.
  public static let fileIsText = FindingKind(
    "file-is-text", .error,
    "the name ends in {ending}, but the file is plain text; rename it to end in .csv and give that name",
    vi:
      "tên tệp có đuôi {ending} nhưng nội dung là văn bản thường; hãy đổi đuôi thành .csv rồi chạy lại"
  )
  /// Text of two bytes a letter.
  public static let fileIsUTF16 = FindingKind(
    "file-is-utf16", .error,
    "the text is UTF-16 without the mark that says so at its beginning; save it as CSV UTF-8",
    vi: "văn bản là UTF-16 nhưng thiếu dấu nhận biết ở đầu tệp; hãy lưu dạng CSV UTF-8")
  /// No text at all.
  public static let fileIsBinary = FindingKind(
    "file-is-binary", .error,
    "the name ends in {ending}, but the file holds {found}, no table; export the table as XLSX or CSV UTF-8",
    vi:
      "tên tệp có đuôi {ending} nhưng nội dung là {found}, không phải bảng; hãy xuất bảng dạng XLSX hoặc CSV UTF-8"
  )
  /// A file without a byte.
  public static let emptyFile = FindingKind(
    "empty-file", .error, "the file is empty (0 bytes); copy or export it again",
    vi: "tệp rỗng (0 byte); hãy sao chép hoặc xuất lại tệp")
  /// The column names stand in another row.
  public static let headerRowElsewhere = FindingKind(
    "header-row-elsewhere", .error,
    "this row holds no column names, row {row} does: {found}. Confirm with --header-row {table}={row}",
    vi:
      "dòng này không chứa tên cột, dòng {row} mới có: {found}. Hãy xác nhận bằng --header-row {table}={row}"
  )
  /// A separator that the reader does not take.
  public static let wrongSeparator = FindingKind(
    "wrong-separator", .error,
    "the columns are parted by \"{mark}\"; save the table with commas, semicolons or tabs between the columns",
    vi:
      "các cột được ngăn bằng “{mark}”; hãy lưu bảng với dấu phẩy, dấu chấm phẩy hoặc tab giữa các cột"
  )
  /// Columns without a name.
  public static let unnamedColumns = FindingKind(
    "unnamed-columns", .note,
    "columns {found} have no name and are not read; where one is needed, name it in row {row}",
    vi: "các cột {found} không có tên nên không được đọc; nếu cần cột nào, hãy đặt tên ở dòng {row}"
  )
  /// A workbook of several sheets of which one is read.
  public static let sheetChosen = FindingKind(
    "sheet-chosen", .note,
    "sheet \"{sheet}\" is read; the file also has {others}. For another one give \"{file}:SHEET\"",
    vi:
      "đang đọc trang tính “{sheet}”; tệp còn có {others}. Muốn đọc trang khác hãy ghi \"{file}:TÊN_TRANG\""
  )
  /// A sheet that its author hid.
  public static let sheetHidden = FindingKind(
    "sheet-hidden", .warning,
    "sheet \"{sheet}\" is hidden in the workbook, and it is the one that is read; if another is meant, give \"{file}:SHEET\". The file also has {others}",
    vi:
      "trang tính “{sheet}” đang bị ẩn trong tệp nhưng lại là trang được đọc; nếu cần trang khác, hãy ghi \"{file}:TÊN_TRANG\". Tệp còn có {others}"
  )
  /// Merged cells.
  public static let mergedCells = FindingKind(
    "merged-cells", .warning,
    "{count} ranges of cells are merged ({found}); only the first cell of each holds the value, the others read as empty. Unmerge them and fill in every row",
    vi:
      "có {count} vùng ô bị gộp ({found}); chỉ ô đầu của mỗi vùng có giá trị, các ô còn lại đọc là trống. Hãy bỏ gộp ô và điền đủ từng dòng"
  )
  /// Formulas that were never computed.
  public static let formulaWithoutValue = FindingKind(
    "formula-without-value", .warning,
    "{count} cells hold a formula without a stored value (first: {found}) and may read as empty; open the file in a spreadsheet program, save it and run again",
    vi:
      "{count} ô dữ liệu chứa công thức chưa có kết quả (ô đầu: {found}) và có thể đọc là trống; hãy mở tệp bằng phần mềm bảng tính, lưu lại rồi chạy lại"
  )

  // MARK: Cells

  /// `#N/A` and its kin.
  public static let spreadsheetError = FindingKind(
    "spreadsheet-error", .error,
    "read \"{value}\", the error mark of a spreadsheet; correct the formula, or write the value itself",
    vi: "đọc được “{value}”, là mã báo lỗi của bảng tính; hãy sửa công thức hoặc ghi thẳng giá trị")
  /// `1.234,5`.
  public static let numberGrouped = FindingKind(
    "number-grouped", .error,
    "read \"{value}\", a number with thousands marks; write {plain}",
    vi: "đọc được “{value}”, là số có dấu phân cách hàng nghìn; hãy ghi {plain}")
  /// `12,5 cm`.
  public static let numberWithUnit = FindingKind(
    "number-with-unit", .error,
    "read \"{value}\"; write the number alone, in the unit that the column's name says ({column}), without \"{unit}\"",
    vi:
      "đọc được “{value}”; hãy chỉ ghi số, theo đơn vị trong tên cột ({column}), bỏ “{unit}”")
  /// `15%`.
  public static let numberPercent = FindingKind(
    "number-percent", .error,
    "read \"{value}\", a percentage; {column} takes a plain number in the unit of its name: convert it (a slope of 100% is 45 degrees)",
    vi:
      "đọc được “{value}”, là số phần trăm; {column} cần một số theo đơn vị trong tên cột: hãy đổi đơn vị (độ dốc 100% là 45 độ)"
  )
  /// Full-width or other digits.
  public static let numberOtherDigits = FindingKind(
    "number-other-digits", .error,
    "read \"{value}\", written with other digits or signs than those of the keyboard; write {plain}",
    vi: "đọc được “{value}”, gồm chữ số hoặc dấu không phải của bàn phím thường; hãy ghi {plain}")
  /// `12-May` for 12.5.
  public static let numberTurnedDate = FindingKind(
    "number-turned-date", .error,
    "read \"{value}\", a date where a number is needed; a spreadsheet makes 12.5 a date where its decimal mark is a comma. Type the number again in a column formatted as number",
    vi:
      "đọc được “{value}”, là ngày tháng ở chỗ cần số; bảng tính đổi 12.5 thành ngày khi dấu thập phân là dấu phẩy. Hãy định dạng cột là số rồi nhập lại"
  )
  /// Names that a spreadsheet changed.
  public static let identifierAltered = FindingKind(
    "identifier-altered", .warning,
    "{count} plot ids look changed by a spreadsheet (first: \"{value}\"): a date or a power of ten in place of a code. Format the column as text and type them again",
    vi:
      "{count} mã ô có vẻ đã bị bảng tính đổi (mã đầu: “{value}”): thành ngày tháng hoặc số mũ. Hãy định dạng cột là văn bản rồi nhập lại"
  )
  /// One plot under two spellings.
  public static let plotWrittenDifferently = FindingKind(
    "plot-written-differently", .error,
    "plot \"{plot}\" is not in the plots table, but \"{other}\" is; if they are one plot, write both alike (format the column as text, so that 007 does not become 7)",
    vi:
      "ô “{plot}” không có trong bảng ô tiêu chuẩn nhưng có “{other}”; nếu là một ô, hãy ghi giống nhau ở cả hai bảng (định dạng cột là văn bản để 007 không thành 7)"
  )

  // MARK: Dates

  /// No date.
  public static let dateUnreadable = FindingKind(
    "date-unreadable", .warning,
    "read \"{value}\", no day of the calendar; write it as 2025-03-15. No figure depends on it",
    vi:
      "đọc được “{value}”, không phải một ngày; hãy ghi dạng 2025-03-15. Ngày không ảnh hưởng đến số liệu"
  )
  /// Day and month cannot be told apart.
  public static let dateAmbiguous = FindingKind(
    "date-ambiguous", .warning,
    "{count} dates such as \"{value}\" may be {first} or {second}, and no other date of the column tells; write them as {first}",
    vi:
      "{count} ngày như “{value}” có thể là {first} hoặc {second}, các ngày khác trong cột không cho biết; hãy ghi dạng {first}"
  )
  /// Several styles in a column.
  public static let datesMixed = FindingKind(
    "dates-mixed", .warning,
    "the dates are written in several ways ({found}); write all as 2025-03-15",
    vi: "ngày tháng được ghi theo nhiều cách ({found}); hãy ghi tất cả theo dạng 2025-03-15")
  /// Days as a spreadsheet counts them.
  public static let dateSerial = FindingKind(
    "date-serial", .warning,
    "{count} dates are numbers as a spreadsheet counts days; \"{value}\" is {first} (or {second} in a workbook that counts from 1904). Format the column as date and write 2025-03-15",
    vi:
      "{count} ngày là số đếm ngày của bảng tính; “{value}” là {first} (hoặc {second} nếu tệp đếm từ năm 1904). Hãy định dạng cột là ngày và ghi dạng 2025-03-15"
  )

  // MARK: Units

  /// A unit that a column cannot be in.
  public static let unitUnknown = FindingKind(
    "unit-unknown", .error,
    "read the unit \"{value}\" for {column}, expected one of: {expected}. State it with --column TABLE.{column}=\"NAME [UNIT]\"",
    vi:
      "đọc được đơn vị “{value}” cho {column}, cần một trong: {expected}. Hãy chỉ rõ bằng --column BẢNG.{column}=\"TÊN [ĐƠN_VỊ]\""
  )
  /// Plots that share their number with those of other clusters.
  public static let plotNumberedInCluster = FindingKind(
    "plot-numbered-in-cluster", .warning,
    "plots are taken by {plot} alone, but the table also has {cluster}; where plots are numbered anew in every cluster give --column {table}.plot_id={cluster}+{plot}",
    vi:
      "ô được nhận theo riêng {plot}, nhưng bảng còn có {cluster}; nếu ô đánh số lại trong từng cụm, hãy dùng --column {table}.plot_id={cluster}+{plot}"
  )

  /// Girths in the column of diameters.
  public static let girthSuspected = FindingKind(
    "girth-suspected", .warning,
    "the {count} diameters of plot {plot} look like girths: their median {median} cm is {factor} times that of the other plots, none is below {least} cm, and divided by pi they are as the others. If they are girths, write them under girth_cm; computed as written",
    vi:
      "{count} đường kính của ô {plot} giống chu vi thân: trung vị {median} cm gấp {factor} lần các ô khác, không cây nào dưới {least} cm, và khi chia cho pi thì giống các ô khác. Nếu là chu vi, hãy ghi vào cột girth_cm; vẫn tính theo số đã ghi"
  )
  /// A whole table of girths.
  public static let girthTableSuspected = FindingKind(
    "girth-table-suspected", .warning,
    "the trees are {ratio} times as high as thick at the median, for forest trees it is 40 to 150; perhaps dbh_cm holds girths. If so, state the column as girth: --column {table}.girth_cm=NAME; computed as written",
    vi:
      "trung vị tỷ số chiều cao trên đường kính là {ratio}, cây rừng thường từ 40 đến 150; có thể dbh_cm là chu vi. Nếu đúng, hãy khai báo cột là chu vi: --column {table}.girth_cm=TÊN; vẫn tính theo số đã ghi"
  )
  /// Heights in another unit.
  public static let heightUnit = FindingKind(
    "height-unit", .error,
    "the {count} heights of plot {plot} have the median {median}, {factor} times what trees of this diameter have; perhaps {unit}. Convert them to m, or state the unit: --column {table}.height_m=\"NAME [{unit}]\"",
    vi:
      "{count} chiều cao của ô {plot} có trung vị {median}, gấp {factor} lần cây cùng đường kính; có thể đang tính bằng {unit}. Hãy đổi sang m, hoặc chỉ rõ đơn vị: --column {table}.height_m=\"TÊN [{unit}]\""
  )
  /// Wood densities in kg/m3.
  public static let woodDensityUnit = FindingKind(
    "wood-density-unit", .error,
    "the {count} wood densities have the median {median}; that is kg/m3. Divide them by 1000, or state the unit: --column TABLE.wood_density_g_cm3=\"NAME [kg/m3]\"",
    vi:
      "{count} khối lượng thể tích gỗ có trung vị {median}; đó là kg/m3. Hãy chia cho 1000, hoặc chỉ rõ đơn vị: --column BẢNG.wood_density_g_cm3=\"TÊN [kg/m3]\""
  )
  /// An area under the name of another unit.
  public static let plotAreaUnit = FindingKind(
    "plot-area-unit", .error,
    "read {value}, which makes a plot of {ha} ha; perhaps it is in {unit}. If so, convert it or state the unit (--column plots.{column}=\"NAME [{unit}]\"); if not, give the area under {other}",
    vi:
      "đọc được {value}, khi đó ô rộng {ha} ha; có thể đang tính bằng {unit}. Nếu đúng, hãy đổi đơn vị hoặc chỉ rõ đơn vị (--column plots.{column}=\"TÊN [{unit}]\"); nếu không, hãy ghi diện tích vào cột {other}"
  )

  // MARK: Measurements

  /// Taller than two hundred diameters.
  public static let heightDiameterRatio = FindingKind(
    "height-diameter-ratio", .warning,
    "a tree of {dbh} cm and {value} m is {ratio} times as high as thick, more than 200 is rare in any forest; check both on the field sheet, or empty height_m so that a model gives it",
    vi:
      "cây {dbh} cm cao {value} m, tỷ số chiều cao trên đường kính là {ratio}, trên 200 là hiếm gặp; hãy đối chiếu phiếu điều tra, hoặc để trống height_m để dùng mô hình"
  )
  /// Far from the other heights.
  public static let heightOutlier = FindingKind(
    "height-outlier", .warning,
    "read {value} m for a tree of {dbh} cm, the other trees of this diameter are {expected} m high; check both on the field sheet. Computed as written",
    vi:
      "đọc được {value} m với cây {dbh} cm, các cây khác cùng đường kính cao {expected} m; hãy đối chiếu phiếu điều tra. Vẫn tính theo số đã ghi"
  )
  /// Rows pasted twice.
  public static let rowsRepeated = FindingKind(
    "rows-repeated", .warning,
    "{count} rows from here on (plot {plot}) repeat species, diameter and height of the rows from {first} on (plot {other}), one by one; if they were pasted twice, delete them",
    vi:
      "{count} dòng từ đây (ô {plot}) lặp lại loài, đường kính và chiều cao của các dòng từ dòng {first} (ô {other}) theo đúng thứ tự; nếu do dán hai lần, hãy xóa"
  )
  /// Two plots on one spot.
  public static let plotsSamePlace = FindingKind(
    "plots-same-place", .warning,
    "plots {plot} and {other} (row {first}) have the same coordinates {value}; correct the one that was copied, or state cluster_id if they belong together",
    vi:
      "ô {plot} và ô {other} (dòng {first}) có cùng tọa độ {value}; hãy sửa ô bị chép nhầm, hoặc ghi cluster_id nếu hai ô thuộc một cụm"
  )
  /// A steep plot whose layout is not stated.
  public static let slopeSteep = FindingKind(
    "slope-steep", .warning,
    "the slope is {value} degrees, and nothing says how the plot was laid out: its {area} ha count as {ha} ha. Say it in a column layout (slope-distance, horizontal) or by --plot-layout",
    vi:
      "độ dốc {value} độ mà không ghi cách bố trí ô: {area} ha được tính là {ha} ha. Hãy ghi cột layout (slope-distance, horizontal) hoặc dùng --plot-layout"
  )

  /// All of this file, in the order of the documentation.
  static let tables: [FindingKind] = [
    fileIsWorkbook, fileIsWebPage, fileIsText, fileIsUTF16, fileIsBinary, emptyFile,
    headerRowElsewhere, wrongSeparator, unnamedColumns, sheetChosen,
    sheetHidden, mergedCells, formulaWithoutValue, spreadsheetError, numberGrouped, numberWithUnit,
    numberPercent, numberOtherDigits, numberTurnedDate, identifierAltered, plotWrittenDifferently,
    dateUnreadable, dateAmbiguous, datesMixed, dateSerial, unitUnknown, plotNumberedInCluster,
    girthSuspected, girthTableSuspected,
    heightUnit, woodDensityUnit, plotAreaUnit, heightDiameterRatio, heightOutlier, rowsRepeated,
    plotsSamePlace, slopeSteep,
  ]
  /// Those about whole files.
  static let blockingTables = [
    fileIsWorkbook, fileIsWebPage, fileIsText, fileIsUTF16, fileIsBinary, emptyFile,
    headerRowElsewhere, wrongSeparator, heightUnit, woodDensityUnit,
  ]
}
