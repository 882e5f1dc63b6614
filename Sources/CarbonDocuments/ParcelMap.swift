import ForestModel

/// Where a map lies and how its coordinates become those of the picture.
public struct MapFrame: Sendable {
  /// Limits in the coordinates of the layer.
  public let west: Double
  /// Southern limit.
  public let south: Double
  /// Eastern limit.
  public let east: Double
  /// Northern limit.
  public let north: Double
  /// Whether coordinates are degrees.
  public let isGeographic: Bool
  /// Metres per unit of the coordinates, eastwards; in degrees: at the middle of the map.
  let metresPerUnit: Double

  /// Steps of the drawing per unit of the picture. Corners are moved to the nearest step: neighbours
  /// that share a corner still share it, and no sliver opens between them.
  static let steps = 4.0
  static let left = 18.0
  static let top = 6.0
  let width: Double
  let height: Double
  private let scaleX: Double
  private let scaleY: Double

  /// A frame around the land, a little wider than it.
  ///
  /// - Parameter metresPerUnit: metres per unit of a projected reference; `nil` for degrees.
  public init(
    west: Double, south: Double, east: Double, north: Double, metresPerUnit: Double?
  ) {
    let margin = max(east - west, north - south, 1e-9) * 0.015
    self.west = west - margin
    self.south = south - margin
    self.east = east + margin
    self.north = north + margin
    isGeographic = metresPerUnit == nil
    // A degree of longitude at the middle latitude, so that the map is not drawn too wide.
    let shrink = metresPerUnit == nil ? Self.cosine(degrees: (south + north) / 2) : 1
    self.metresPerUnit = metresPerUnit ?? 111_320 * shrink
    let spanX = (self.east - self.west) * shrink
    let spanY = self.north - self.south
    // At most one and a half times as high as wide.
    width = min(SVG.width - Self.left - 6, 1.5 * (SVG.width - Self.left - 6) * spanX / spanY)
    height = width * spanY / spanX
    scaleX = width / (self.east - self.west)
    scaleY = height / spanY
  }

  /// Cosine by its series: this module needs no other of the kind.
  private static func cosine(degrees: Double) -> Double {
    let x = degrees * .pi / 180
    var term = 1.0
    var sum = 1.0
    for k in 1...12 {
      term *= -x * x / Double((2 * k - 1) * (2 * k))
      sum += term
    }
    return max(sum, 0.05)
  }

  func x(_ x: Double) -> Double { (x - west) * scaleX }
  func y(_ y: Double) -> Double { (north - y) * scaleY }

  /// The rings as one path in steps of the drawing; land smaller than a step is empty, or a dot where
  /// `isMarked`.
  public func path(_ rings: [[(x: Double, y: Double)]], isMarked: Bool = false) -> String {
    var path = ""
    for ring in rings {
      var points: [(Int, Int)] = []
      for corner in ring where corner.x.isFinite && corner.y.isFinite {
        let next = (
          Int((x(corner.x) * Self.steps).rounded()), Int((y(corner.y) * Self.steps).rounded())
        )
        if let last = points.last, last == next { continue }
        if points.count > 1 {
          let (a, b) = (points[points.count - 2], points[points.count - 1])
          // A corner on the straight line between its neighbours adds nothing.
          let cross = (b.0 - a.0) * (next.1 - b.1) - (b.1 - a.1) * (next.0 - b.0)
          let dot = (b.0 - a.0) * (next.0 - b.0) + (b.1 - a.1) * (next.1 - b.1)
          if cross == 0 && dot > 0 { points.removeLast() }
        }
        points.append(next)
      }
      if let first = points.first, let last = points.last, first == last, points.count > 1 {
        points.removeLast()
      }
      guard points.count > 2 else { continue }
      path += "M\(points[0].0) \(points[0].1)l"
      path += zip(points, points.dropFirst()).map { "\($1.0 - $0.0) \($1.1 - $0.1)" }
        .joined(separator: " ")
      path += "z"
    }
    if path.isEmpty, isMarked, let corner = rings.first?.first, corner.x.isFinite, corner.y.isFinite
    {
      let (x, y) = (
        Int((x(corner.x) * Self.steps).rounded()), Int((y(corner.y) * Self.steps).rounded())
      )
      return "M\(x - 6) \(y - 6)l12 0 0 12 -12 0z"
    }
    return path
  }
}

/// Parcels by class with legend, scale bar, north arrow and coordinates at the frame.
public struct ParcelMap: Sendable {
  /// One class of the legend.
  public struct Class: Sendable {
    /// Label.
    public var label: Passage
    /// Fill.
    public var fill: Fill

    /// A class.
    public init(_ label: Passage, fill: Fill) {
      self.label = label
      self.fill = fill
    }
  }
  /// One parcel.
  public struct Parcel: Sendable {
    /// Index into `classes`.
    public var kind: Int
    /// Path as `MapFrame.path` makes it.
    public var path: String
    /// Shown when a pointer rests on the parcel; empty for none.
    public var title: String

    /// A parcel.
    public init(kind: Int, path: String, title: String) {
      self.kind = kind
      self.path = path
      self.title = title
    }
  }
  /// Parcels up to which each is an element of its own; beyond, one element per class.
  public static let mostSingleParcels = 5_000

  /// Frame.
  public var frame: MapFrame
  /// What the classes show, with unit.
  public var legendTitle: Passage
  /// Classes in order of the legend.
  public var classes: [Class]
  /// Parcels.
  public var parcels: [Parcel]
  /// Plots, in coordinates of the layer.
  public var plots: [(x: Double, y: Double)]
  /// Name of the coordinate reference.
  public var reference: String
  /// Whether parcels have an outline; the cells of a map by cells have none.
  public var hasOutlines = true

  /// A map.
  public init(
    frame: MapFrame, legendTitle: Passage, classes: [Class], parcels: [Parcel],
    plots: [(x: Double, y: Double)], reference: String
  ) {
    self.frame = frame
    self.legendTitle = legendTitle
    self.classes = classes
    self.parcels = parcels
    self.plots = plots
    self.reference = reference
  }

  func svg(_ voice: Voice, id: String) -> String {
    var svg = SVG()
    let used = classes.indices.filter { kind in parcels.contains { $0.kind == kind } }
    // Patterns twice: in the steps of the map, and in the units of the legend.
    svg.raw(
      "<defs>"
        + used.map {
          classes[$0].fill.definition(id + "-map", $0, scale: MapFrame.steps)
            + classes[$0].fill.definition(id, $0)
        }.joined() + "</defs>")
    let (left, top) = (MapFrame.left, MapFrame.top)
    let scale = SVG.n(1 / MapFrame.steps)
    svg.raw("<g transform=\"translate(\(SVG.n(left)) \(SVG.n(top))) scale(\(scale))\" ")
    // Many parcels: thinner lines, or the lines would hide the land.
    let stroke = hasOutlines ? parcels.count > 1_000 ? "0.4" : "1" : "0"
    svg.raw(
      "stroke=\"#4d4d4d\" stroke-width=\"\(stroke)\" stroke-linejoin=\"round\" fill-rule=\"evenodd\">"
    )
    for kind in used {
      svg.raw("<g fill=\"\(classes[kind].fill.attribute(id + "-map", kind))\">")
      // A pattern is drawn once per element: printed pages grow huge with a thousand of them.
      let isPattern = if case .solid = classes[kind].fill { false } else { true }
      if isPattern || parcels.count > Self.mostSingleParcels {
        for path in Self.merged(parcels.lazy.filter { $0.kind == kind }.map(\.path)) {
          svg.raw("<path d=\"\(path)\"/>")
        }
      } else {
        for parcel in parcels where parcel.kind == kind && !parcel.path.isEmpty {
          svg.raw("<path d=\"\(parcel.path)\"")
          svg.raw(
            parcel.title.isEmpty
              ? "/>" : "><title>\(SVG.escape(parcel.title))</title></path>")
        }
      }
      svg.raw("</g>")
    }
    svg.raw("</g>")
    for plot in plots {
      let (x, y) = (frame.x(plot.x), frame.y(plot.y))
      guard x >= 0, y >= 0, x <= frame.width, y <= frame.height else { continue }
      svg.circle(left + x, top + y, 1.7, fill: "#ffffff", stroke: "#000000", strokeWidth: 0.9)
    }
    drawFrame(&svg, voice)
    drawNorth(&svg, voice)
    let y = drawLegend(&svg, voice, used, id)
    return svg.element(height: y, title: voice.text(legendTitle))
  }

  /// Paths put together into few long ones. Not into one: WeasyPrint reads a path in time that grows with
  /// the square of its length.
  private static func merged(_ paths: some Sequence<String>) -> [String] {
    var merged: [String] = []
    var current = ""
    for path in paths {
      current += path
      if current.utf8.count > 8_000 {
        merged.append(current)
        current = ""
      }
    }
    return current.isEmpty ? merged : merged + [current]
  }

  /// Frame with coordinates at round steps.
  private func drawFrame(_ svg: inout SVG, _ voice: Voice) {
    let (left, top) = (MapFrame.left, MapFrame.top)
    svg.rect(left, top, frame.width, frame.height, fill: "none", stroke: SVG.ink, strokeWidth: 0.75)
    let style = NumberStyle(voice.language)
    let unit = frame.isGeographic ? "°" : ""
    let across = Axis(from: frame.west, to: frame.east, count: 5)
    for value in across.values {
      let x = left + frame.x(value)
      // A label at a corner would be cut off.
      guard x > left + 20, x < left + frame.width - 12 else { continue }
      svg.line(x, top + frame.height, x, top + frame.height + 4, stroke: SVG.ink)
      svg.text(
        x, top + frame.height + 13, style.string(value, decimals: across.decimals) + unit,
        anchor: .middle, size: 8.5, fill: SVG.faint)
    }
    let upwards = Axis(from: frame.south, to: frame.north, count: 5)
    for value in upwards.values {
      let y = top + frame.y(value)
      guard y > top + 20, y < top + frame.height - 20 else { continue }
      svg.line(left - 4, y, left, y, stroke: SVG.ink)
      svg.text(
        left - 6, y, style.string(value, decimals: upwards.decimals) + unit, anchor: .middle,
        size: 8.5, fill: SVG.faint, turned: true)
    }
  }

  private func drawNorth(_ svg: inout SVG, _ voice: Voice) {
    let x = MapFrame.left + frame.width - 16
    let y = MapFrame.top + 10
    svg.circle(x, y + 14, 15, fill: "#ffffff", opacity: 0.85)
    svg.raw(
      "<path d=\"M\(SVG.n(x)) \(SVG.n(y + 2))l5 16l-5 -3l-5 3z\" fill=\"\(SVG.ink)\"/>")
    svg.text(
      x, y + 27, voice.text(Phrase("N", vi: "B")), anchor: .middle, size: 9, isBold: true)
  }

  /// Scale bar, legend, reference; returns the height of the picture.
  private func drawLegend(_ svg: inout SVG, _ voice: Voice, _ used: [Int], _ id: String) -> Double {
    let style = NumberStyle(voice.language)
    let left = MapFrame.left
    var y = MapFrame.top + frame.height + 30
    let metres = (frame.east - frame.west) * frame.metresPerUnit
    let step = Axis(from: 0, to: metres, count: 4).step
    let length = step / metres * frame.width
    for part in 0..<2 {
      svg.rect(
        left + Double(part) * length / 2, y, length / 2, 4, fill: part == 0 ? SVG.ink : "#ffffff",
        stroke: SVG.ink)
    }
    let label =
      step >= 1000
      ? style.string(step / 1000, decimals: step.truncatingRemainder(dividingBy: 1000) == 0 ? 0 : 1)
        + " km"
      : style.string(step, decimals: step < 1 ? 2 : 0) + " m"
    svg.text(left + length + 6, y + 6, label, size: 10)
    let wide = SVG.width - left - 6
    let name = SVG.lines([.text(reference)], within: wide, size: 9)
    y += 18 + svg.text(left, y + 18, lines: name, leading: 11, size: 9, fill: SVG.faint) + 7
    let title = SVG.lines(voice.runs(legendTitle), within: wide, size: 10.5, isBold: true)
    y += svg.text(left, y, lines: title, leading: 13, size: 10.5, isBold: true) - 5
    // Two columns; a long label goes on below its beginning.
    let plot = Passage("sample plot", vi: "ô tiêu chuẩn")
    let labels = (used.map { classes[$0].label } + (plots.isEmpty ? [] : [plot])).map {
      SVG.lines(voice.runs($0), within: 150, size: 10)
    }
    let rows = (labels.count + 1) / 2
    var bottom = y
    for first in [0, rows] {
      var top = y
      for index in labels.indices.dropFirst(first).prefix(rows) {
        let x = left + (first == 0 ? 0 : 186)
        if index < used.count {
          svg.rect(
            x, top, 20, 11, fill: classes[used[index]].fill.attribute(id, used[index]),
            stroke: "#4d4d4d")
        } else {
          svg.circle(x + 10, top + 5.5, 2.4, fill: "#ffffff", stroke: "#000000", strokeWidth: 0.9)
        }
        top += 5 + svg.text(x + 26, top + 9.5, lines: labels[index], leading: 12, size: 10)
      }
      bottom = max(bottom, top)
    }
    return bottom + 6
  }
}
