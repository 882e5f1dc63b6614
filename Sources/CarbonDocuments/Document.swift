import ForestModel

/// A document as a small tree of passages, tables and figures, in all languages at once. Writers know
/// layout and nothing about carbon; whoever composes the tree knows nothing about layout.
public struct Document: Sendable {
  /// File name without language and extension, e.g. `measurement-report`.
  public var name: String
  /// Title.
  public var title: Passage
  /// Line below the title.
  public var subtitle: Passage?
  /// What stands on the cover: label and value.
  public var cover: [(label: Passage, value: Passage)] = []
  /// Name and version of the program, printed at the end of a page.
  public var producer: String
  /// Whether sections bear numbers and tables and figures are counted.
  public var isNumbered: Bool
  /// Whether a table of contents stands after the cover.
  public var hasContents = false
  /// What every page says about the state of the document, e.g. that it is a draft.
  public var mark: Passage?
  /// The content.
  public var blocks: [Block]

  /// A document.
  public init(
    name: String, title: Passage, subtitle: Passage? = nil, producer: String, isNumbered: Bool,
    blocks: [Block]
  ) {
    self.name = name
    self.title = title
    self.subtitle = subtitle
    self.producer = producer
    self.isNumbered = isNumbered
    self.blocks = blocks
  }
}

/// One part of a document.
public indirect enum Block: Sendable {
  /// A titled section with a stable id; a legal form prescribes its own number, e.g. `Đ.2.`.
  case section(id: String, number: String? = nil, title: Passage, [Block])
  /// A paragraph.
  case paragraph(Passage)
  /// Points of a list.
  case list([Passage])
  /// A sentence that must not be overlooked.
  case note(Passage)
  /// The numbers that matter, each with a label and a remark.
  case keyFigures([KeyFigure])
  /// A table.
  case table(Table)
  /// A picture.
  case figure(Figure)
  /// Lines of arithmetic, each with what it computes.
  case calculation([Step])
  /// Boxes of a form: what is asked and what is answered.
  case fields([FormField])
  /// Boxes to tick.
  case choices([Choice])
  /// Head of an official letter or report.
  case letterhead(Letterhead)
  /// Name of the kind of document in capitals, centred, with its abstract below.
  case heading(title: Passage, abstract: Passage?)
  /// To whom a letter goes.
  case addressee(Passage)
  /// The acts that a letter rests on, in order.
  case legalBasis([Passage])
  /// Who receives copies and who signs.
  case signatures(Signatures)
  /// What follows begins on a new page.
  case pageBreak
}

/// A box of a form.
public struct FormField: Sendable {
  /// What the form asks.
  public var label: Passage
  /// The answer; `nil`: a dotted line to be filled in by hand.
  public var value: Passage?

  /// A box of a form.
  public init(label: Passage, value: Passage?) {
    self.label = label
    self.value = value
  }
}

/// A box to tick.
public struct Choice: Sendable {
  /// Whether it is ticked.
  public var isChosen: Bool
  /// What it stands for.
  public var label: Passage

  /// A box to tick.
  public init(isChosen: Bool, label: Passage) {
    self.isChosen = isChosen
    self.label = label
  }
}

/// Head of an official letter or report (Decree 30/2020/NĐ-CP, Annex I): the body that issues it on the
/// left, the national name and motto on the right, below them number and place with date.
public struct Letterhead: Sendable {
  /// Body above the issuing one.
  public var parent: Passage?
  /// Issuing body.
  public var body: Passage
  /// Number and symbol.
  public var number: Passage?
  /// Abstract of a letter without a title ("V/v ...").
  public var subject: Passage?
  /// Place and date.
  public var placeAndDate: Passage

  /// A head.
  public init(
    parent: Passage?, body: Passage, number: Passage?, subject: Passage?, placeAndDate: Passage
  ) {
    self.parent = parent
    self.body = body
    self.number = number
    self.subject = subject
    self.placeAndDate = placeAndDate
  }
}

/// Foot of an official document: copies on the left, signers on the right.
public struct Signatures: Sendable {
  /// One who signs.
  public struct Signer: Sendable {
    /// In whose name, e.g. "TM."; in capitals.
    public var authority: Passage?
    /// Post.
    public var post: Passage?
    /// Name; `nil`: left blank.
    public var name: Passage?

    /// One who signs.
    public init(authority: Passage?, post: Passage?, name: Passage?) {
      self.authority = authority
      self.post = post
      self.name = name
    }
  }
  /// Who receives copies.
  public var recipients: [Passage]
  /// Who signs, from left to right.
  public var signers: [Signer]

  /// A foot.
  public init(recipients: [Passage], signers: [Signer]) {
    self.recipients = recipients
    self.signers = signers
  }
}

/// One of the numbers that matter.
public struct KeyFigure: Sendable {
  /// What it is.
  public var label: Passage
  /// The number with its unit.
  public var value: Passage
  /// Interval, level, remark.
  public var remark: Passage

  /// A key figure.
  public init(label: Passage, value: Passage, remark: Passage) {
    self.label = label
    self.value = value
    self.remark = remark
  }
}

/// One line of arithmetic.
public struct Step: Sendable {
  /// What is computed.
  public var label: Passage
  /// The arithmetic with its numbers.
  public var arithmetic: Passage
  /// The result with its unit.
  public var result: Passage

  /// A line of arithmetic.
  public init(_ label: Passage, _ arithmetic: Passage, _ result: Passage) {
    self.label = label
    self.arithmetic = arithmetic
    self.result = result
  }
}

/// A table: titles of columns and rows of values.
public struct Table: Sendable {
  /// A column.
  public struct Column: Sendable {
    /// Title with unit.
    public var title: Passage
    /// Whether its values are set to the right.
    public var isNumeric: Bool
    /// Share of the width, relative to the other columns.
    public var weight: Double

    /// A column.
    public init(_ title: Passage, isNumeric: Bool = false, weight: Double = 1) {
      self.title = title
      self.isNumeric = isNumeric
      self.weight = weight
    }
  }
  /// Stable id.
  public var id: String
  /// What the table shows; ends with the level of its intervals where it has any.
  public var caption: Passage
  /// Columns.
  public var columns: [Column]
  /// Rows, one value per column.
  public var rows: [[Slot]]
  /// Whether the last row sums up the others.
  public var hasTotal: Bool

  /// A table.
  public init(
    id: String, caption: Passage, columns: [Column], rows: [[Slot]], hasTotal: Bool = false
  ) {
    self.id = id
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.hasTotal = hasTotal
  }
}

/// A picture.
public struct Figure: Sendable {
  /// How it is drawn.
  public enum Drawing: Sendable {
    /// Parcels on a map.
    case map(ParcelMap)
    /// Plots, means and intervals by stratum.
    case strip(StratumChart)
    /// Bars of one quantity.
    case bars(BarChart)
    /// Steps from one amount to another.
    case waterfall(WaterfallChart)
    /// Activities in time.
    case gantt(GanttChart)
    /// Land classes before and after.
    case matrix(ChangeMatrix)
    /// Revenue by scenario of the price.
    case scenarios(ScenarioChart)
    /// Gross, deductions and net by vintage.
    case vintages(VintageChart)
  }
  /// Stable id, also its file name.
  public var id: String
  /// What it shows.
  public var caption: Passage
  /// The same for readers who do not see it.
  public var alternative: Passage
  /// The drawing.
  public var drawing: Drawing

  /// A picture.
  public init(id: String, caption: Passage, alternative: Passage, drawing: Drawing) {
    self.id = id
    self.caption = caption
    self.alternative = alternative
    self.drawing = drawing
  }

  /// The picture as SVG.
  public func svg(_ voice: Voice) -> String {
    switch drawing {
    case .map(let map): map.svg(voice, id: id)
    case .strip(let chart): chart.svg(voice)
    case .bars(let chart): chart.svg(voice, id: id)
    case .waterfall(let chart): chart.svg(voice, id: id)
    case .gantt(let chart): chart.svg(voice, id: id)
    case .matrix(let chart): chart.svg(voice)
    case .scenarios(let chart): chart.svg(voice)
    case .vintages(let chart): chart.svg(voice, id: id)
    }
  }

  var data: [Datum] {
    switch drawing {
    case .map: []
    case .strip(let chart): chart.data
    case .bars(let chart): chart.data
    case .waterfall(let chart): chart.data
    case .gantt(let chart): chart.data
    case .matrix(let chart): chart.data
    case .scenarios(let chart): chart.data
    case .vintages(let chart): chart.data
    }
  }

  /// `Figure {n}.` or `Map {n}.`
  var numberPhrase: Phrase {
    if case .map = drawing { return Phrase("Map {n}.", vi: "Bản đồ {n}.") }
    return Phrase("Figure {n}.", vi: "Hình {n}.")
  }
}
