import ArgumentParser
import ForestModel
import ForestWorkflow

/// How a layer of forest-status parcels (FRMS) is understood.
struct StatusOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Circular that the classes of the layer follow: 33-2018 (default) or 34-2009; the same letters mean other volumes.",
        vi:
          "Thông tư mà mã loại của lớp theo: 33-2018 (mặc định) hoặc 34-2009; cùng mã nhưng trữ lượng khác nhau."
      ), valueName: "edition"))
  var classEdition = ClassEdition.circular33of2018.rawValue

  @Option(
    help: ArgumentHelp(
      say(
        "Share by which a recorded area may differ from the polygon's.",
        vi: "Tỷ lệ cho phép diện tích theo hồ sơ lệch so với diện tích tính từ ranh giới."),
      valueName: "share"))
  var areaTolerance = 0.1

  @Option(
    help: ArgumentHelp(
      say(
        "Table of former communes and those of July 2025: old_code, new_code, new_name, share.",
        vi: "Bảng chuyển xã cũ sang xã từ tháng 7/2025: old_code, new_code, new_name, share."),
      valueName: "file"))
  var crosswalk: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Add columns with the names of the layer's codes in both languages.",
        vi: "Thêm cột ghi tên của các mã trong lớp bằng hai thứ tiếng.")))
  var decode = false

  func apply(to request: inout EstimateRequest) throws {
    request.classEdition = try Self.edition(classEdition)
    guard areaTolerance >= 0, areaTolerance.isFinite else {
      throw ValidationError(
        say(
          "--area-tolerance takes a share from 0 on, e.g. 0.1; read {value}.",
          vi: "--area-tolerance nhận tỷ lệ từ 0 trở lên, ví dụ 0.1; đọc được {value}.",
          ["value": areaTolerance.csvText]))
    }
    request.areaTolerance = areaTolerance
    request.crosswalk = crosswalk
    request.decodes = decode
  }

  static func edition(_ text: String) throws -> ClassEdition {
    guard let edition = ClassEdition(rawValue: text) else {
      throw InventoryOptions.oneOf(
        "--class-edition", text, ClassEdition.allCases.map(\.rawValue))
    }
    return edition
  }
}
