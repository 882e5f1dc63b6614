public import ForestModel
import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage

/// Formats of a document.
public enum DocumentFormat: String, Sendable, CaseIterable {
  /// Word, by pandoc.
  case docx
  /// OpenDocument, for LibreOffice and other office programs.
  case odt
  /// PDF, by WeasyPrint from the HTML.
  case pdf
  /// One HTML file that needs nothing else.
  case html
  /// Markdown with its pictures beside it.
  case md
}

/// Writes a document into files. HTML, Markdown and ODT need no other program; DOCX needs pandoc and
/// rsvg-convert, PDF needs WeasyPrint, and their absence is an error that names the Debian package.
public struct DocumentRenderer: Sendable {
  /// The document.
  public let document: Document
  /// Its numbers.
  public let evidence: EvidenceBook
  private let folder: String

  /// Prepares a document to be written into a folder that is there.
  public init(_ document: Document, folder: String) {
    self.document = document
    self.folder = folder
    evidence = EvidenceBook(document)
  }

  /// Name of the file in an edition and format, e.g. `measurement-report.vi.docx`.
  public func fileName(_ edition: Edition, _ format: DocumentFormat) -> String {
    "\(document.name).\(edition.name).\(format.rawValue)"
  }

  /// Writes the document in one language and format; returns the names of the files written.
  public func render(
    _ language: Language, as format: DocumentFormat
  ) async throws(DocumentError) -> [String] {
    try await render(.language(language), as: format)
  }

  /// Writes an edition of the document in a format; returns the names of the files written.
  public func render(
    _ edition: Edition, as format: DocumentFormat
  ) async throws(DocumentError) -> [String] {
    let layout = Layout(document, edition.voices(evidence))
    let name = fileName(edition, format)
    let picture = { (figure: Figure) in "\(figure.id).\(layout.language.rawValue).svg" }
    switch format {
    case .html:
      try write(HTMLWriter.html(layout, style: .paper), to: name)
      return [name]
    case .md:
      let pictures = try writePictures(layout, picture)
      try write(MarkdownWriter.markdown(layout, picture: picture), to: name)
      return [name] + pictures
    case .pdf:
      let page = ".\(name).html"
      try write(HTMLWriter.html(layout, style: .paper, isPaged: true), to: page)
      defer { remove(page) }
      try await HelperProgram.weasyprint.run([page, name], in: folder)
      return [name]
    case .odt:
      let pictures = Self.figures(document.blocks).map { figure in
        (name: picture(figure), bytes: Array(Self.file(figure.svg(layout.voice)).utf8))
      }
      let items = OfficeWriter.items(layout, picture: picture)
      try write(try OpenDocument.file(layout, items, pictures: pictures), to: name)
      return [name]
    case .docx:
      try await HelperProgram.rsvgConvert.require()
      let tree = ".\(name).json"
      let reference = ".\(name).reference.docx"
      let pictures = try writePictures(layout, picture)
      try write(try PandocWriter.json(layout, picture: picture), to: tree)
      try write(try OfficeReference.docx(layout), to: reference)
      defer { for file in [tree, reference] { remove(file) } }
      try await HelperProgram.pandoc.run(
        [
          "--from=json", "--to=docx", "--dpi=300", "--reference-doc=\(reference)",
          "--output=\(name)", tree,
        ],
        in: folder)
      return [name] + pictures
    }
  }

  private func writePictures(
    _ layout: Layout, _ picture: (Figure) -> String
  ) throws(DocumentError) -> [String] {
    var names: [String] = []
    for figure in Self.figures(document.blocks) {
      let name = picture(figure)
      try write(Self.file(figure.svg(layout.voice)), to: name)
      names.append(name)
    }
    return names
  }

  /// A picture as a file of its own.
  private static func file(_ svg: String) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(svg)\n"
  }

  private static func figures(_ blocks: [Block]) -> [Figure] {
    blocks.flatMap { block -> [Figure] in
      switch block {
      case .section(_, _, _, let inner): figures(inner)
      case .figure(let figure): [figure]
      default: []
      }
    }
  }

  private func write(_ text: String, to name: String) throws(DocumentError) {
    try write(Array(text.utf8), to: name)
  }

  private func write(_ bytes: [UInt8], to name: String) throws(DocumentError) {
    do {
      try Data(bytes).write(to: URL(filePath: folder + "/" + name))
    } catch {
      // Foundation wraps the system's own words, which are all that a reader needs.
      let cause = (error as? CocoaError)?.underlying as? POSIXError
      throw .fileFailed(name, detail: cause.map { Self.words($0.code.rawValue) } ?? "\(error)")
    }
  }

  private static func words(_ code: Int32) -> String { String(cString: strerror(code)) }

  /// Files of ours that only a helper program needed.
  private func remove(_ name: String) {
    try? FileManager.default.removeItem(atPath: folder + "/" + name)
  }
}

/// A program of the distribution that writes what we do not write ourselves.
struct HelperProgram: Sendable {
  let name: String
  let package: String

  static let pandoc = HelperProgram(name: "pandoc", package: "pandoc")
  static let weasyprint = HelperProgram(name: "weasyprint", package: "weasyprint")
  static let rsvgConvert = HelperProgram(name: "rsvg-convert", package: "librsvg2-bin")

  /// Fails when the program is not on the PATH.
  func require() async throws(DocumentError) {
    do {
      _ = try await Executable.name(name).resolveExecutablePath(in: .inherit)
    } catch {
      throw .programMissing(name, package: package)
    }
  }

  /// Runs the program in a folder. Its clock is set to the epoch, so that equal documents are equal
  /// bytes; what it says when it fails is handed on.
  func run(_ arguments: [String], in folder: String) async throws(DocumentError) {
    try await require()
    do {
      let result = try await Subprocess.run(
        .name(name), arguments: Arguments(arguments),
        environment: .inherit.updating([
          "SOURCE_DATE_EPOCH": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8",
        ]),
        workingDirectory: FilePath(folder), output: .discarded,
        error: .string(limit: 1 << 20, encoding: UTF8.self))
      guard result.terminationStatus.isSuccess else {
        throw DocumentError.programFailed(
          name, detail: "\(result.terminationStatus): \(result.standardError)")
      }
    } catch let error as DocumentError {
      throw error
    } catch {
      throw .programFailed(name, detail: "\(error)")
    }
  }
}
