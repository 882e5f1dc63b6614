// Findings of risk questionnaires. They join the list in FindingCatalogue.swift.

extension FindingKind {
  // MARK: Risk questionnaire

  /// A code that no question has.
  public static let riskQuestionUnknown = FindingKind(
    "risk-question-unknown", .error,
    "no question has the code \"{value}\"{hint}; forestcarbon risk --form FILE writes all of them",
    vi:
      "không có câu hỏi nào mang mã “{value}”{hint}; forestcarbon risk --form TỆP ghi ra mọi câu hỏi"
  )
  /// A word that is no answer.
  public static let riskAnswerUnknown = FindingKind(
    "risk-answer-unknown", .error, "{question}: read \"{value}\", expected {expected}{hint}",
    vi: "{question}: đọc được “{value}”, cần {expected}{hint}")
  /// A number out of range.
  public static let riskAnswerRange = FindingKind(
    "risk-answer-range", .error, "{question}: read {value}, expected {expected}",
    vi: "{question}: đọc được {value}, cần {expected}")
  /// A percentage that looks like a share.
  public static let riskPercentFraction = FindingKind(
    "risk-percent-fraction", .error,
    "{question}: read {value} where a percentage is asked for; write {percent} if a share was meant, or \"{value}%\" if it is so small",
    vi:
      "{question}: đọc được {value} trong khi cần phần trăm; nếu đó là tỷ lệ hãy ghi {percent}, nếu thực sự nhỏ như vậy hãy ghi “{value}%”"
  )
  /// No answer.
  public static let riskAnswerMissing = FindingKind(
    "risk-answer-missing", .error, "{question} has no answer: {text}",
    vi: "{question} chưa có câu trả lời: {text}")
  /// An answer that does not apply.
  public static let riskAnswerUnused = FindingKind(
    "risk-answer-unused", .warning,
    "{question} was answered but does not apply ({when}); the answer is not used",
    vi: "{question} đã được trả lời nhưng không áp dụng ({when}); không dùng câu trả lời này")
  /// Answers without evidence.
  public static let riskEvidenceMissing = FindingKind(
    "risk-evidence-missing", .warning,
    "answers without evidence: {count}, {question} first; each needs a document or a record",
    vi:
      "số câu trả lời chưa có bằng chứng: {count}, đầu tiên là {question}; mỗi câu cần có tài liệu")
  /// The analysis fails.
  public static let riskFailed = FindingKind(
    "risk-failed", .warning,
    "the risk analysis fails: {reason}. There is no rating, and such a project is not eligible for crediting",
    vi:
      "phân tích rủi ro không đạt: {reason}. Không có điểm rủi ro, dự án như vậy chưa đủ điều kiện tạo tín chỉ"
  )
  /// The buffer of another standard is not known.
  public static let riskBufferUnanswered = FindingKind(
    "risk-buffer-unanswered", .note,
    "{standard}: no usable answer to {questions}; its buffer stays empty",
    vi: "{standard}: chưa có câu trả lời dùng được cho {questions}; tỷ lệ dự phòng để trống")

  /// All of this file, in the order of the documentation.
  static let risk: [FindingKind] = [
    riskQuestionUnknown, riskAnswerUnknown, riskAnswerRange, riskPercentFraction,
    riskAnswerMissing, riskAnswerUnused, riskEvidenceMissing, riskFailed, riskBufferUnanswered,
  ]
}
