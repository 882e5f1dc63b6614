// Findings about the encoding of text.

extension FindingKind {
  /// Columns in an encoding from before Unicode, as they were read.
  public static let encodingDetected = FindingKind(
    "encoding-detected", .note,
    "columns {columns} are not Unicode; read as {encoding} ({sound} of {judged} different words are Vietnamese), e.g. {samples}. Where that reads wrong, state another with --encoding {table}=NAME or --encoding {table}.{column}=NAME",
    vi:
      "các cột {columns} không phải Unicode; đã đọc theo bảng mã {encoding} ({sound} trong {judged} từ khác nhau đúng âm tiết tiếng Việt), ví dụ: {samples}. Nếu chữ hiện sai, hãy chỉ rõ bảng mã khác bằng --encoding {table}=TÊN hoặc --encoding {table}.{column}=TÊN"
  )
  /// Two encodings that read a column about as well.
  public static let encodingUnclear = FindingKind(
    "encoding-unclear", .error,
    "the text is not Unicode, and its encoding is not clear. As {first} it reads: {samples} – as {second}: {others}. State the right one with --encoding {table}.{column}={first} or --encoding {table}.{column}={second}",
    vi:
      "văn bản không phải Unicode và chưa rõ bảng mã. Theo {first} đọc là: {samples} – theo {second}: {others}. Hãy chỉ rõ bảng mã đúng bằng --encoding {table}.{column}={first} hoặc --encoding {table}.{column}={second}"
  )
  /// A statement that the bytes speak against.
  public static let encodingContradicts = FindingKind(
    "encoding-contradicts", .warning,
    "{source} says {stated}, but the text reads as {found}, e.g. {samples}. Read as {used}; to overrule, --encoding {table}=NAME",
    vi:
      "{source} ghi {stated} nhưng văn bản đọc được theo {found}, ví dụ: {samples}. Đã đọc theo {used}; nếu cần đổi, dùng --encoding {table}=TÊN"
  )
  /// A column in two encodings.
  public static let encodingMixed = FindingKind(
    "encoding-mixed", .error,
    "the column holds two encodings: {first}, and {second} in {count} different values (first in rows {rows}), e.g. {samples}. To read each value in the one that fits it: --encoding {table}.{column}={first}+{second}",
    vi:
      "cột có hai bảng mã: {first}, và {second} ở {count} giá trị khác nhau (các dòng đầu tiên: {rows}), ví dụ: {samples}. Để đọc mỗi giá trị theo bảng mã phù hợp: --encoding {table}.{column}={first}+{second}"
  )
  /// `--encoding` or `--upper-case` name a column that is not there.
  public static let encodingColumnMissing = FindingKind(
    "encoding-column-missing", .error,
    "--encoding or --upper-case name the column \"{column}\" of {table}, which the file does not have; columns found: {found}",
    vi:
      "--encoding hoặc --upper-case nêu cột “{column}” của {table} nhưng tệp không có; các cột đọc được: {found}"
  )
  /// Bytes without a meaning in text that enters no figure.
  public static let textDamaged = FindingKind(
    "text-damaged", .warning,
    "read \"{value}\": {count} bytes mean nothing in {encoding} (perhaps cut by the width of the field); the text goes along as shown. Correct it, or state the encoding with --encoding {table}.{column}=NAME",
    vi:
      "đọc được “{value}”: {count} byte không có nghĩa trong {encoding} (có thể bị cắt do độ rộng trường); giữ văn bản như đang hiện. Hãy sửa, hoặc chỉ rõ bảng mã bằng --encoding {table}.{column}=TÊN"
  )

  /// All of them.
  static let text = [
    encodingDetected, encodingUnclear, encodingContradicts, encodingMixed, encodingColumnMissing,
    textDamaged,
  ]
  /// Those that `--on-error skip` cannot get around.
  static let blockingText = [encodingUnclear, encodingMixed, encodingColumnMissing]
}
