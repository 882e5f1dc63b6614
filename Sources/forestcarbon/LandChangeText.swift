import CarbonAccounting
import ForestModel
import ForestWorkflow

/// What `change` found, in words.
enum LandChangeText {
  static func lines(_ s: LandChangeSummary) -> [String] {
    var lines = maps(s)
    if let accuracy = s.accuracy {
      lines += areas(s, accuracy)
    } else {
      lines.append(
        say(
          "These are mapped areas: they hold the errors of both maps, and no interval can be given. A reference sample corrects them (--plan, then --reference).",
          vi:
            "Đây là diện tích trên bản đồ: còn chứa sai số của cả hai bản đồ và chưa có khoảng tin cậy. Mẫu tham chiếu giúp hiệu chỉnh (--plan, sau đó --reference)."
        ))
    }
    return lines + plan(s) + Summary.rows(s.accounts)
  }

  private static func ha(_ value: Double) -> String { number(value, decimals: 1) }

  private static func maps(_ s: LandChangeSummary) -> [String] {
    let style = NumberStyle(Terminal.language)
    var lines = [
      say(
        "Compared: {ha} ha with a class on both dates. Mapped change of class: {changed} ha ({percent}).",
        vi:
          "Đã so sánh: {ha} ha có mã loại ở cả hai thời điểm. Thay đổi loại trên bản đồ: {changed} ha ({percent}).",
        [
          "ha": ha(s.comparedHa), "changed": ha(s.changedHa),
          "percent": style.percent(s.changedHa / s.comparedHa, decimals: 1),
        ])
    ]
    if s.notComparableHa > 0 {
      lines.append(
        say(
          "Not comparable: {ha} ha with a class on one date only; they are in no class.",
          vi:
            "Không so sánh được: {ha} ha chỉ có mã loại ở một thời điểm; không tính vào loại nào.",
          ["ha": ha(s.notComparableHa)]))
    }
    for change in s.changes.prefix(5) {
      lines.append(
        "  \(change.names.from.text(Terminal.language)) → \(change.names.to.text(Terminal.language)): \(ha(change.areaHa)) ha"
      )
    }
    if s.changes.count > 5 {
      lines.append(
        say(
          "  and {n} smaller transitions, see matrix.csv",
          vi: "  và {n} kiểu chuyển đổi nhỏ hơn, xem matrix.csv",
          ["n": number(Double(s.changes.count - 5))]))
    }
    if s.zones > 0 {
      lines.append(
        say(
          "matrix.csv holds {n} zones by exact shares of cells, matrix_whole.csv the whole maps.",
          vi:
            "matrix.csv gồm {n} vùng tính theo đúng phần điểm ảnh, matrix_whole.csv gồm toàn bộ bản đồ.",
          ["n": number(Double(s.zones))]))
    }
    return lines
  }

  private static func areas(_ s: LandChangeSummary, _ accuracy: AreaAccuracy) -> [String] {
    let style = NumberStyle(Terminal.language)
    let z = AreaAccuracy.z95
    /// A share in percent with the half-width of its interval.
    func percent(_ share: AreaAccuracy.Share) -> String {
      let value = number(100 * share.value, decimals: 1)
      if share.value.isNaN { return value }
      return share.standardError.isNaN
        ? value + "%" : value + " ± " + number(100 * z * share.standardError, decimals: 1) + "%"
    }
    let points = number(Double(s.points))
    let overall = style.percent(accuracy.overall.value, decimals: 1)
    var lines = [
      accuracy.overall.standardError.isNaN
        ? say(
          "Overall accuracy of the map: {share}; no interval can be given ({n} reference points, see the findings).",
          vi:
            "Độ chính xác tổng thể của bản đồ: {share}; chưa có khoảng tin cậy ({n} điểm tham chiếu, xem các phát hiện).",
          ["share": overall, "n": points])
        : say(
          "Overall accuracy of the map: {share} ± {half} percentage points (95% confidence; {n} reference points).",
          vi:
            "Độ chính xác tổng thể của bản đồ: {share} ± {half} điểm phần trăm (độ tin cậy 95%; {n} điểm tham chiếu).",
          [
            "share": overall, "n": points,
            "half": number(100 * z * accuracy.overall.standardError, decimals: 1),
          ]),
      say(
        "Areas by the reference sample (95% confidence):",
        vi: "Diện tích ước tính theo mẫu tham chiếu (độ tin cậy 95%):"),
    ]
    for row in accuracy.classes {
      let name = s.classNames[row.name]?.text(Terminal.language) ?? row.name
      let half = z * row.standardErrorHa
      let interval = half.isNaN ? "" : " ± " + ha(half)
      lines.append(
        say(
          "  {class}: {estimated}{interval} ha; on the maps {mapped} ha{verdict}. User's accuracy {users}, producer's accuracy {producers}.",
          vi:
            "  {class}: {estimated}{interval} ha; trên bản đồ {mapped} ha{verdict}. Độ chính xác phía người sử dụng {users}, phía người sản xuất {producers}.",
          [
            "class": name, "estimated": ha(row.estimatedHa), "interval": interval,
            "mapped": ha(row.mappedHa), "verdict": verdict(row), "users": percent(row.users),
            "producers": percent(row.producers),
          ]))
    }
    lines.append(
      say(
        "Use the estimated areas with their intervals, not the mapped ones.",
        vi: "Hãy dùng diện tích ước tính kèm khoảng tin cậy, không dùng diện tích trên bản đồ."))
    return lines
  }

  /// Whether the map shows too much or too little, in words.
  private static func verdict(_ row: AreaAccuracy.ClassEstimate) -> String {
    let difference = row.mappedHa - row.estimatedHa
    let half = AreaAccuracy.z95 * row.standardErrorHa
    guard !half.isNaN, !difference.isNaN else { return "" }
    if abs(difference) <= half {
      return say(", within the interval", vi: ", nằm trong khoảng tin cậy")
    }
    return difference > 0
      ? say(", {ha} ha too much", vi: ", thừa {ha} ha", ["ha": ha(difference)])
      : say(", {ha} ha too little", vi: ", thiếu {ha} ha", ["ha": ha(-difference)])
  }

  private static func plan(_ s: LandChangeSummary) -> [String] {
    guard !s.planned.isEmpty else { return [] }
    let total = s.planned.reduce(0) { $0 + $1.points }
    var lines = [
      say(
        "Points drawn: {n}{aim}; if the expected accuracies hold, the standard error of the overall accuracy is {se} percentage points.",
        vi:
          "Số điểm đã chọn: {n}{aim}; nếu độ chính xác dự kiến đúng thì sai số chuẩn của độ chính xác tổng thể là {se} điểm phần trăm.",
        [
          "n": number(Double(total)),
          "aim": s.exactPoints.isNaN
            ? ""
            : say(
              " ({exact} for the aim, before minima)",
              vi: " ({exact} theo mục tiêu, chưa tính mức tối thiểu)",
              ["exact": number(s.exactPoints, decimals: 1)]),
          "se": number(100 * s.plannedStandardError, decimals: 2),
        ])
    ]
    for (name, points) in s.planned {
      lines.append(
        "  \(s.classNames[name]?.text(Terminal.language) ?? name): \(number(Double(points)))")
    }
    lines.append(
      say(
        "Give points.csv or points.gpkg and points_classes.csv to the interpreter; keep points_key.csv away. Then: --reference points.csv",
        vi:
          "Giao points.csv hoặc points.gpkg cùng points_classes.csv cho người giải đoán; không giao points_key.csv. Sau đó: --reference points.csv"
      ))
    return lines
  }
}
