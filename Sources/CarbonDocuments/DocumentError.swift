/// Why a document could not be made.
public enum DocumentError: Error, Sendable, Equatable {
  /// A helper program is not installed: its name and the Debian package that has it.
  case programMissing(String, package: String)
  /// A helper program ended with an error: its name and its own words.
  case programFailed(String, detail: String)
  /// A file could not be written or read.
  case fileFailed(String, detail: String)
  /// A template is not as it should be: its name, and what is wrong.
  case templateInvalid(String, detail: String)
}
