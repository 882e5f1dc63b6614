// Findings about recorded runs: what `verify`, `compare` and `run` say of records, inputs and results.

extension FindingKind {
  /// A record that is none.
  public static let runRecordUnreadable = FindingKind(
    "run-record-unreadable", .error,
    "this is not the record of a run, or it is damaged; the results beside it cannot be led back to inputs. Run the verb again",
    vi:
      "đây không phải hồ sơ của lần chạy, hoặc tệp đã hỏng; không truy được nguồn của kết quả đi kèm. Hãy chạy lại lệnh"
  )
  /// An input that is no longer the one that was read.
  public static let inputChanged = FindingKind(
    "input-changed", .error,
    "the file is not the one that the run read: SHA-256 {old}… then, {new}… now",
    vi: "tệp không còn là tệp mà lần chạy đã đọc: SHA-256 khi đó {old}…, nay {new}…")
  /// A result that is gone.
  public static let resultMissing = FindingKind(
    "result-missing", .error, "the run wrote this file, and it is not there. Run {verb} again",
    vi: "lần chạy đã ghi tệp này nhưng nay không còn. Hãy chạy lại {verb}")
  /// A record whose command is not repeated.
  public static let runNotRepeatable = FindingKind(
    "run-not-repeatable", .error,
    "the recorded command \"{command}\" is not one that writes results; it is not repeated",
    vi: "lệnh được ghi “{command}” không phải lệnh ghi kết quả; không chạy lại")

  /// All of them.
  static let runs = [runRecordUnreadable, inputChanged, resultMissing, runNotRepeatable]
}
