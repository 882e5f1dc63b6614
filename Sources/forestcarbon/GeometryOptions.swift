import ArgumentParser
import ForestModel
import ForestWorkflow

/// Repair of polygons, and the least overlap that is listed.
struct GeometryOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      say(
        "Repair polygons that are not valid (GEOS MakeValid) instead of rejecting them; each is listed with its area before and after.",
        vi:
          "Tự sửa các vùng không hợp lệ (GEOS MakeValid) thay vì loại ra; mỗi lô được liệt kê kèm diện tích trước và sau khi sửa."
      )))
  var repair = false

  @Option(
    help: ArgumentHelp(
      say(
        "Overlaps of parcels below this many m² are only counted, not listed (default: 1).",
        vi: "Chỗ chồng lấn dưới số m² này chỉ được đếm, không liệt kê (mặc định: 1)."),
      valueName: "m2"))
  var overlapMin = GeometryRules().overlapMinM2

  func rules() throws -> GeometryRules {
    var rules = GeometryRules()
    rules.repairs = repair
    rules.overlapMinM2 = try Self.size("--overlap-min", overlapMin)
    return rules
  }

  /// Refuses a limit that is no size.
  static func size(_ option: String, _ value: Double) throws -> Double {
    guard value >= 0, value.isFinite else {
      throw ValidationError(
        say(
          "{option} takes a number from 0; read {value}.",
          vi: "{option} nhận một số từ 0 trở lên; đọc được {value}.",
          ["option": option, "value": value.csvText]))
    }
    return value
  }
}

/// What `check` calls a gap or a sliver.
struct GapOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Gaps below this many m² are only counted, not listed (default: 1).",
        vi: "Khe hở dưới số m² này chỉ được đếm, không liệt kê (mặc định: 1)."),
      valueName: "m2"))
  var gapMin = GeometryRules().gapMinM2

  @Option(
    help: ArgumentHelp(
      say(
        "Enclosed land without a parcel counts as a gap up to this many m² (default: 3000, the least area of a forest).",
        vi:
          "Đất bị bao quanh mà không thuộc lô nào được coi là khe hở nếu không quá số m² này (mặc định: 3000, diện tích tối thiểu của rừng)."
      ), valueName: "m2"))
  var gapMax = GeometryRules().gapMaxM2

  @Option(
    help: ArgumentHelp(
      say(
        "... and whatever its size, if it is not wider than this many m on average (default: 2).",
        vi: "... hoặc rộng trung bình không quá số m này, dù lớn đến đâu (mặc định: 2)."),
      valueName: "m"))
  var gapWidth = GeometryRules().gapWidthM

  @Option(
    help: ArgumentHelp(
      say(
        "Parcels below this many m² are slivers (default: 100).",
        vi: "Lô dưới số m² này là mảnh vụn (mặc định: 100)."), valueName: "m2"))
  var sliverArea = GeometryRules().sliverM2

  @Option(
    help: ArgumentHelp(
      say(
        "Parcels narrower than this many m on average are slivers (default: 2).",
        vi: "Lô rộng trung bình dưới số m này là mảnh vụn (mặc định: 2)."), valueName: "m"))
  var sliverWidth = GeometryRules().sliverWidthM

  func complete(_ rules: inout GeometryRules) throws {
    rules.gapMinM2 = try GeometryOptions.size("--gap-min", gapMin)
    rules.gapMaxM2 = try GeometryOptions.size("--gap-max", gapMax)
    rules.gapWidthM = try GeometryOptions.size("--gap-width", gapWidth)
    rules.sliverM2 = try GeometryOptions.size("--sliver-area", sliverArea)
    rules.sliverWidthM = try GeometryOptions.size("--sliver-width", sliverWidth)
  }
}
