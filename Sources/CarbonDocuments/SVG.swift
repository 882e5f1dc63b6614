import ForestModel

/// A picture while it is drawn: elements of SVG 1.1 with attributes only, no style sheet and no script,
/// so that browsers, WeasyPrint, librsvg and office programs draw the same.
struct SVG {
  /// Width of all pictures in their own units; a page scales them. Chosen so that letters of 11 units
  /// can be read on a telephone 400 pixels wide.
  static let width = 400.0
  static let ink = "#1a1a1a"
  static let faint = "#767676"
  static let line = "#bdbdbd"

  private(set) var body = ""

  /// The picture as one element, to stand in a page or in a file of its own.
  func element(height: Double, title: String) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.n(Self.width)) \(Self.n(height))" \
    width="130mm" height="\(Self.n(height * 130 / Self.width))mm" role="img" \
    font-family="'Noto Sans','DejaVu Sans',Arial,sans-serif" font-size="11">\
    <title>\(Self.escape(title))</title>\
    <rect width="100%" height="100%" fill="#ffffff"/>\(body)</svg>
    """
  }

  /// A coordinate with at most two decimals.
  static func n(_ value: Double) -> String {
    ((value * 100).rounded(.toNearestOrEven) / 100).csvText
  }

  static func escape(_ text: String) -> String {
    var out = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      // A control character has no place in XML, nor have the two that are no characters.
      case _ where character.value < 0x20 && character != "\n" && character != "\t":
        out += "\u{FFFD}"
      case "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
      default: out.unicodeScalars.append(character)
      }
    }
    return out
  }

  mutating func raw(_ markup: String) { body += markup }

  mutating func rect(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String,
    stroke: String = "none", strokeWidth: Double = 0.5
  ) {
    body += "<rect x=\"\(Self.n(x))\" y=\"\(Self.n(y))\" width=\"\(Self.n(max(0, width)))\" "
    body += "height=\"\(Self.n(height))\" fill=\"\(fill)\""
    body +=
      stroke == "none" ? "/>" : " stroke=\"\(stroke)\" stroke-width=\"\(Self.n(strokeWidth))\"/>"
  }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, stroke: String = SVG.line,
    width: Double = 0.75
  ) {
    body += "<line x1=\"\(Self.n(x1))\" y1=\"\(Self.n(y1))\" x2=\"\(Self.n(x2))\" "
    body += "y2=\"\(Self.n(y2))\" stroke=\"\(stroke)\" stroke-width=\"\(Self.n(width))\"/>"
  }

  mutating func circle(
    _ x: Double, _ y: Double, _ radius: Double, fill: String, opacity: Double = 1,
    stroke: String = "none", strokeWidth: Double = 0.5
  ) {
    body +=
      "<circle cx=\"\(Self.n(x))\" cy=\"\(Self.n(y))\" r=\"\(Self.n(radius))\" fill=\"\(fill)\""
    if opacity < 1 { body += " fill-opacity=\"\(Self.n(opacity))\"" }
    body +=
      stroke == "none" ? "/>" : " stroke=\"\(stroke)\" stroke-width=\"\(Self.n(strokeWidth))\"/>"
  }

  enum Anchor: String { case start, middle, end }

  mutating func text(
    _ x: Double, _ y: Double, _ runs: [Run], anchor: Anchor = .start, size: Double = 11,
    fill: String = SVG.ink, isBold: Bool = false, turned: Bool = false
  ) {
    body +=
      "<text x=\"\(Self.n(x))\" y=\"\(Self.n(y))\" font-size=\"\(Self.n(size))\" fill=\"\(fill)\""
    if anchor != .start { body += " text-anchor=\"\(anchor.rawValue)\"" }
    if isBold { body += " font-weight=\"bold\"" }
    if turned { body += " transform=\"rotate(-90 \(Self.n(x)) \(Self.n(y)))\"" }
    body += ">"
    for run in runs {
      switch run {
      case .figure(let text, let id):
        body += "<tspan data-evidence=\"\(id)\">\(Self.escape(text))</tspan>"
      default: body += Self.escape(run.text)
      }
    }
    body += "</text>"
  }

  mutating func text(
    _ x: Double, _ y: Double, _ text: String, anchor: Anchor = .start, size: Double = 11,
    fill: String = SVG.ink, isBold: Bool = false, turned: Bool = false
  ) {
    self.text(
      x, y, [.text(text)], anchor: anchor, size: size, fill: fill, isBold: isBold, turned: turned)
  }
}

/// A fill that stays apart from its neighbours when printed in grey.
public enum Fill: Sendable, Hashable {
  /// One colour, `#rrggbb`.
  case solid(String)
  /// Thin lines on a ground: land that is left out.
  case hatched(lines: String, ground: String)
  /// Crossed lines on a ground: land with an error.
  case crossed(lines: String, ground: String)

  /// What the `fill` attribute says; `index` makes the name of a pattern unique within a picture.
  func attribute(_ prefix: String, _ index: Int) -> String {
    if case .solid(let colour) = self { return colour }
    return "url(#\(prefix)\(index))"
  }

  /// The pattern as a definition; empty for a plain colour.
  func definition(_ prefix: String, _ index: Int, scale: Double = 1) -> String {
    let (lines, ground, isCrossed): (String, String, Bool)
    switch self {
    case .solid: return ""
    case .hatched(let ink, let paper): (lines, ground, isCrossed) = (ink, paper, false)
    case .crossed(let ink, let paper): (lines, ground, isCrossed) = (ink, paper, true)
    }
    let s = 5 * scale
    let w = SVG.n(scale)
    let e = SVG.n(s)
    var path = "M0 \(e)L\(e) 0"
    if isCrossed { path += "M0 0L\(e) \(e)" }
    return "<pattern id=\"\(prefix)\(index)\" width=\"\(e)\" height=\"\(e)\" "
      + "patternUnits=\"userSpaceOnUse\"><rect width=\"\(e)\" height=\"\(e)\" fill=\"\(ground)\"/>"
      + "<path d=\"\(path)\" stroke=\"\(lines)\" stroke-width=\"\(w)\" fill=\"none\"/></pattern>"
  }
}

/// An axis with round steps.
struct Axis {
  let step: Double
  let first: Double
  let last: Double

  /// Steps of 1, 2 or 5 times a power of ten; at most `count` of them between `low` and `high`.
  init(from low: Double, to most: Double, count: Int) {
    // Values that are all the same have no span of their own.
    let high = most > low ? most : low + 1
    let span = max(high - low, 1e-9)
    var power = 1.0
    while power * 10 <= span { power *= 10 }
    while power > span { power /= 10 }
    power /= 10
    let candidates = [1, 2, 5, 10, 20, 50].map { $0 * power }
    step = candidates.first { span / $0 <= Double(count) } ?? 100 * power
    first = (low / step).rounded(.down) * step
    last = (high / step).rounded(.up) * step
  }

  /// Values of the steps, from `first` to `last`.
  var values: [Double] {
    (0...Int(((last - first) / step).rounded())).map { first + Double($0) * step }
  }

  /// As many steps as their labels, printed in `size`, find room for on `width`.
  static func fitting(
    from low: Double, to high: Double, width: Double, size: Double, _ style: NumberStyle
  ) -> Axis {
    for count in stride(from: 6, to: 1, by: -1) {
      let axis = Axis(from: low, to: high, count: count)
      let values = axis.values
      let widest = values.map {
        SVG.width(of: style.string($0, decimals: axis.decimals), size: size)
      }.max()
      if (widest ?? 0) + 6 <= width / Double(max(values.count - 1, 1)) { return axis }
    }
    return Axis(from: low, to: high, count: 1)
  }

  /// Decimals that the labels need.
  var decimals: Int { step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3 }
}
