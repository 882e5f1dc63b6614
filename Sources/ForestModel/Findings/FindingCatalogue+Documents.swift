// Findings about the facts, sheets and texts that documents are made of.

extension FindingKind {
  /// A key of project.yaml that no document asks for.
  public static let fieldUnknown = FindingKind(
    "field-unknown", .warning, "no document asks for this field; it is not printed{hint}",
    vi: "không tài liệu nào dùng trường này; trường không được in{hint}")
  /// Two files for one sheet.
  public static let sheetTwice = FindingKind(
    "sheet-twice", .error, "the sheet is there twice, also as {other}; keep one of the files",
    vi: "bảng có hai tệp, còn có {other}; hãy giữ lại một tệp")
  /// A count with decimals.
  public static let sheetNotWhole = FindingKind(
    "sheet-not-whole", .error, "read {value}, a whole number is expected",
    vi: "đọc được {value}, cần số nguyên")
  /// A line of a budget whose product is not its amount.
  public static let budgetLineMismatch = FindingKind(
    "budget-line-mismatch", .warning,
    "quantity times price is {product}, the amount says {amount}; the amount is used",
    vi: "số lượng nhân đơn giá bằng {product}, cột thành tiền ghi {amount}; dùng số đã ghi")
  /// A day before the one that it must follow.
  public static let sheetDaysOrder = FindingKind(
    "sheet-days-order", .error, "{last} lies before {first}", vi: "{last} trước ngày {first}")
  /// Shares of benefits that are not the whole.
  public static let sharesNotHundred = FindingKind(
    "shares-not-hundred", .error, "the shares sum to {sum}, expected 100",
    vi: "tổng các tỷ lệ là {sum}, cần bằng 100")
  /// A figure that a text asks for and nobody has.
  public static let figureUnknown = FindingKind(
    "figure-unknown", .error, "no result has a figure named {name}{hint}",
    vi: "không kết quả nào có số liệu tên {name}{hint}")
  /// A claim that only an authority or a standard can make.
  public static let claimForbidden = FindingKind(
    "claim-forbidden", .error,
    "\"{word}\" must not stand in a draft: figures are estimates and only an authority or a standard can say more",
    vi:
      "bản dự thảo không được dùng “{word}”: số liệu chỉ là ước tính, chỉ cơ quan có thẩm quyền hoặc tổ chức quản lý tiêu chuẩn mới được xác nhận"
  )
  /// An act that is cited and is not in force.
  public static let lawNotInForce = FindingKind(
    "law-not-in-force", .warning, "{act}: {status}; check before submission",
    vi: "{act}: {status}; cần kiểm tra lại trước khi trình")
  /// A document without a day, so that the law cannot be checked.
  public static let lawWithoutDay = FindingKind(
    "law-without-day", .warning,
    "the document bears no day (document.date), so the acts it cites could not be checked against it",
    vi: "tài liệu chưa có ngày (document.date) nên chưa kiểm tra được hiệu lực của văn bản viện dẫn"
  )
  /// Days of a project that are out of order.
  public static let projectDaysOrder = FindingKind(
    "project-days-order", .error, "{first} is {day}, which lies after {last} ({other})",
    vi: "{first} là {day}, sau {last} ({other})")
  /// A template of the user's own that cannot be read.
  public static let templateUnsound = FindingKind(
    "template-unsound", .error, "the template cannot be used: {reason}",
    vi: "không dùng được mẫu tài liệu: {reason}")
  /// Land whose people said no.
  public static let consentRefused = FindingKind(
    "consent-refused", .note,
    "{unit}: consent refused; {parcels} parcels with {ha} ha are left out of the accounting",
    vi: "{unit}: không đồng thuận; {parcels} lô với {ha} ha không được đưa vào tính toán")
  /// Reductions of land whose people said no.
  public static let consentInAccount = FindingKind(
    "consent-in-account", .warning,
    "{ha} ha refused consent and are left out of the stock; activity data are stated by you: take that land out of them too",
    vi:
      "{ha} ha không đồng thuận đã được loại khỏi trữ lượng; số liệu hoạt động do người dùng khai: cần trừ cả diện tích này"
  )
  /// A row of consent without land.
  public static let consentWithoutLand = FindingKind(
    "consent-without-land", .error,
    "consent of {unit} was refused, but no parcel belongs to it; its land would be counted. List parcel_ids, or state --consent-field",
    vi:
      "{unit} không đồng thuận nhưng không có lô nào thuộc đơn vị này; diện tích vẫn sẽ bị tính. Hãy ghi parcel_ids hoặc dùng --consent-field"
  )
  /// A parcel of which two rows of consent say different things.
  public static let consentContradicts = FindingKind(
    "consent-contradicts", .warning,
    "parcel {parcel} is {one} in one row and {other} in another; a refusal counts",
    vi: "lô {parcel} ghi {one} ở một dòng và {other} ở dòng khác; không đồng thuận được ưu tiên")
  /// A year that no project can have.
  public static let sheetYear = FindingKind(
    "sheet-year", .error, "read {value}, a year from 1900 to 2200 is expected",
    vi: "đọc được {value}, cần năm từ 1900 đến 2200")
  /// A fact that cannot be.
  public static let fieldOutOfRange = FindingKind(
    "field-out-of-range", .error, "read {value}, expected {range}",
    vi: "đọc được {value}, cần {range}")
  /// An answer that cannot be put into the file without touching other things.
  public static let fieldNotWritten = FindingKind(
    "field-not-written", .error,
    "the answer cannot be written here without changing other lines ({reason}); write it into the file yourself",
    vi: "không thể ghi câu trả lời mà không làm thay đổi dòng khác ({reason}); hãy tự ghi vào tệp")
  /// A text that is too long for a document.
  public static let narrativeTooLong = FindingKind(
    "narrative-too-long", .error, "the text has {count} characters, at most {limit} are taken",
    vi: "phần viết có {count} ký tự, tối đa {limit}")
  /// A parcel that a row of consent names and the layer lacks.
  public static let consentParcelUnknown = FindingKind(
    "consent-parcel-unknown", .error, "the layer has no parcel {parcel}",
    vi: "lớp bản đồ không có lô {parcel}")

  /// All of them.
  static let documents = [
    fieldUnknown, sheetTwice, sheetNotWhole, budgetLineMismatch, sheetDaysOrder, sharesNotHundred,
    figureUnknown, claimForbidden, lawNotInForce, lawWithoutDay, projectDaysOrder, templateUnsound,
    consentRefused, consentInAccount,
    consentWithoutLand, consentParcelUnknown, consentContradicts, sheetYear, fieldOutOfRange,
    fieldNotWritten, narrativeTooLong,
  ]
}
