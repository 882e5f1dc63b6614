import Glibc

/// A text that people write for documents, with what to write as a comment in the file.
struct Narrative {
  let name: String
  let prompt: (english: String, vietnamese: String)
  let english: String
  let vietnamese: String
}

/// Writes the texts of the sample project, all invented. A few that templates ask for are left out on purpose,
/// so that gaps can be seen: disputes, market-route, lessons, adaptive, handover.
enum NarrativeFiles {
  static func write(to folder: String) throws {
    for path in [folder, folder + "/en", folder + "/vi"] { mkdir(path, 0o755) }
    for text in project + people + carbon {
      try save(text.name, text.prompt.english, text.english, to: folder + "/en")
      try save(text.name, text.prompt.vietnamese, text.vietnamese, to: folder + "/vi")
    }
  }

  private static func save(
    _ name: String, _ prompt: String, _ text: String, to folder: String
  ) throws {
    try CSVFile.save("# SYNTHETIC. \(prompt)\n\(text)\n", to: "\(folder)/\(name).md")
  }
}
