// Findings about the columns of a table and the numbers in its cells.

extension FindingKind {
  /// A required column is missing.
  public static let missingColumn = FindingKind(
    "missing-column", .error,
    "column {column} is missing; columns found: {found}. {hint}State it with --column \"{table}.{first}=NAME\" (in another unit: \"NAME [mm]\"; one value for all rows: \"=VALUE\"); where the names stand in another row, with --header-row {table}=ROW",
    vi:
      "thiếu cột {column}; các cột đọc được: {found}. {hint}Hãy chỉ rõ bằng --column \"{table}.{first}=TÊN\" (đơn vị khác: \"TÊN [mm]\"; một giá trị cho mọi dòng: \"=GIÁ_TRỊ\"); nếu tên cột ở dòng khác, bằng --header-row {table}=SỐ_DÒNG"
  )
  /// Two columns of the file answer to one name.
  public static let ambiguousColumn = FindingKind(
    "ambiguous-column", .error,
    "columns {found} could all be {column}; choose one with --column {table}.{column}=NAME",
    vi: "các cột {found} đều có thể là {column}; hãy chọn một bằng --column {table}.{column}=TÊN")
  /// Columns of the file that nothing reads.
  public static let unusedColumns = FindingKind(
    "unused-columns", .note,
    "columns not used: {found}; where one is needed, state it with --column {table}.NAME=FIELD. Names without a column: {names}",
    vi:
      "không dùng các cột: {found}; nếu cần cột nào, hãy chỉ rõ bằng --column {table}.TÊN=TRƯỜNG. Các tên chưa có cột: {names}"
  )
  /// `--column` names a column the file does not have.
  public static let mappedColumnMissing = FindingKind(
    "mapped-column-missing", .error,
    "--column asks for \"{field}\" as {column}, but the file has no such column; columns found: {found}",
    vi:
      "--column yêu cầu “{field}” làm {column}, nhưng tệp không có cột này; các cột đọc được: {found}"
  )
  /// The table has a header but no rows, or nothing at all.
  public static let emptyTable = FindingKind(
    "empty-table", .error,
    "no rows were found below the header; at least one row is needed. Is it the right file, and the right sheet?",
    vi:
      "không có dòng dữ liệu nào dưới dòng tiêu đề; cần ít nhất một dòng. Hãy kiểm tra đúng tệp, đúng trang tính chưa"
  )
  /// A row has more or fewer cells than the header.
  public static let wrongCellCount = FindingKind(
    "wrong-cell-count", .error,
    "read {read} cells, expected {expected} as in the header; where numbers hold decimal commas, save the table with semicolons between the columns",
    vi:
      "đọc được {read} ô dữ liệu, cần {expected} ô như dòng tiêu đề; nếu số có dấu phẩy thập phân, hãy lưu bảng với dấu chấm phẩy giữa các cột"
  )
  /// A quoted cell is never closed.
  public static let unclosedQuote = FindingKind(
    "unclosed-quote", .error,
    "a cell opened with a quotation mark is never closed; close it, or take the mark out",
    vi: "một ô dữ liệu mở bằng dấu ngoặc kép nhưng không được đóng lại; hãy đóng hoặc bỏ dấu đó")
  /// Bytes without a meaning in the encoding of the column.
  public static let textUnreadable = FindingKind(
    "text-encoding", .error,
    "read \"{value}\": {count} bytes mean nothing in {encoding}. Correct the text, or state the encoding with --encoding {table}.{column}=NAME",
    vi:
      "đọc được “{value}”: {count} byte không có nghĩa trong {encoding}. Hãy sửa văn bản, hoặc chỉ rõ bảng mã bằng --encoding {table}.{column}=TÊN"
  )
  /// Text where a number is needed.
  public static let notANumber = FindingKind(
    "not-a-number", .error,
    "read \"{value}\", expected a number; correct it, or leave the cell empty where nothing was measured",
    vi: "đọc được “{value}”, cần một số; hãy sửa lại, hoặc để trống nếu không đo")
  /// A mark that may be decimal or thousands.
  public static let ambiguousNumber = FindingKind(
    "ambiguous-number", .error,
    "read \"{value}\": its mark may be decimal or thousands; use one decimal mark in the whole file and no thousands marks",
    vi:
      "đọc được “{value}”: dấu có thể là dấu thập phân hoặc dấu phân cách hàng nghìn; hãy dùng một dấu thập phân cho cả tệp và bỏ dấu phân cách hàng nghìn"
  )
  /// A required cell is empty.
  public static let emptyCell = FindingKind(
    "empty-cell", .error, "the cell is empty, a value is needed",
    vi: "ô dữ liệu để trống, cần có giá trị")
  /// A word outside the list.
  public static let unknownWord = FindingKind(
    "unknown-word", .error, "read \"{value}\", expected one of: {expected}",
    vi: "đọc được “{value}”, cần một trong các giá trị: {expected}")
}
