import Foundation
import FoundationXML
import TestSupport
import Testing

/// The files inside an office file, checked by another program's reader of ZIP archives.
struct Unpacked {
  let files: [String: Data]
  /// Names in the order of the archive.
  let names: [String]

  init(_ path: String) throws {
    let folder = Place.scratch("unpacked")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      """
      import sys, zipfile
      archive = zipfile.ZipFile(sys.argv[1])
      assert archive.testzip() is None
      archive.extractall(sys.argv[2])
      open(sys.argv[2] + "/.names", "w").write("\\n".join(archive.namelist()))
      """, path, folder,
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(path) is not a sound archive")
    names = try String(contentsOfFile: folder + "/.names", encoding: .utf8)
      .split(separator: "\n").map(String.init)
    var files: [String: Data] = [:]
    for name in names { files[name] = try Data(contentsOf: URL(filePath: folder + "/" + name)) }
    self.files = files
  }

  func text(_ name: String) throws -> String {
    String(decoding: try #require(files[name], "no \(name)"), as: UTF8.self)
  }
}

/// Reads XML, keeps its characters and counts its elements; fails where it is not well-formed.
final class XMLText: NSObject, XMLParserDelegate {
  private(set) var characters = ""
  private(set) var elements: [String: Int] = [:]

  init(_ data: Data, _ name: String) throws {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    let isSound = parser.parse()
    try #require(isSound, "\(name): \(String(describing: parser.parserError))")
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { characters += string }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes attributeDict: [String: String]
  ) {
    elements[elementName, default: 0] += 1
  }
}
