public import ForestModel
import Glibc
import Synchronization

/// What to do when a row or parcel has an error.
public enum ErrorPolicy: String, Sendable, CaseIterable {
  /// Any error ends the run with all findings and nothing written.
  case stop
  /// The row or parcel is left out, kept in the output with empty figures, and counted.
  case skip
}

/// What every verb is told about how to run. None of it changes a result.
public struct RunContext: Sendable {
  /// The command line, for the run record.
  public var command: [String]
  /// Language of what people read.
  public var language: Language
  /// Workers at most.
  public var threads: Int
  /// Seed of random draws.
  public var seed: UInt64
  /// What to do with bad rows.
  public var onError: ErrorPolicy
  /// Where progress goes.
  public var progress: Progress
  /// The project folder that the command names; `nil` with loose files.
  public var project: String?

  /// How to run.
  public init(
    command: [String], language: Language, threads: Int, seed: UInt64, onError: ErrorPolicy,
    progress: Progress, project: String? = nil
  ) {
    self.command = command
    self.language = language
    self.threads = threads
    self.seed = seed
    self.onError = onError
    self.progress = progress
    self.project = project
  }

  /// Throws the findings when they stop the run under the policy.
  func stopIfNeeded(_ log: FindingLog) throws(WorkflowError) {
    if log.hasBlockingErrors || (onError == .stop && log.hasErrors) { throw .findings(log) }
  }
}

/// A progress bar on standard error, and the time each stage took. Silent unless asked for.
public final class Progress: Sendable {
  private struct State {
    var stage = ""
    var total = 0
    var done = 0
    var drawn = -1
    var started = ContinuousClock.now
    var stages: [(name: String, time: Duration)] = []
  }
  private let state = Mutex(State())
  private let isShown: Bool
  private let language: Language

  /// A bar that is drawn only when `isShown`.
  public init(isShown: Bool, language: Language) {
    self.isShown = isShown
    self.language = language
  }

  /// The stages so far with the time they took.
  public var stages: [(name: String, time: Duration)] {
    state.withLock { state in
      var all = state.stages
      if !state.stage.isEmpty { all.append((state.stage, ContinuousClock.now - state.started)) }
      return all
    }
  }

  /// Begins a stage of `total` steps (0: not countable).
  func begin(_ name: Phrase, total: Int = 0) {
    let text = name.text(language)
    state.withLock { state in
      if !state.stage.isEmpty {
        state.stages.append((state.stage, ContinuousClock.now - state.started))
      }
      state.stage = text
      state.total = total
      state.done = 0
      state.drawn = -1
      state.started = ContinuousClock.now
    }
    step(0)
  }

  /// Counts `count` further steps and redraws when the percentage moved.
  func step(_ count: Int) {
    guard isShown else { return }
    state.withLock { state in
      state.done += count
      let percent = state.total > 0 ? state.done * 100 / state.total : 0
      guard percent != state.drawn else { return }
      state.drawn = percent
      var line = "\r\u{1B}[K\(state.stage)"
      if state.total > 0 {
        line += ": \(percent)%"
        let elapsed = ContinuousClock.now - state.started
        let left = elapsed / max(1, state.done) * (state.total - state.done)
        if state.done > 0, left.components.seconds > 1 {
          line += Phrase(" (about {s} s left)", vi: " (còn khoảng {s} giây)")
            .text(language, ["s": "\(left.components.seconds)"])
        }
      }
      writeToStandardError(line)
    }
  }

  /// Ends the last stage and clears the line.
  public func finish() {
    state.withLock { state in
      if !state.stage.isEmpty {
        state.stages.append((state.stage, ContinuousClock.now - state.started))
      }
      state.stage = ""
    }
    if isShown { writeToStandardError("\r\u{1B}[K") }
  }
}

/// Text for people who watch: findings, progress. A closed or full standard error is not a reason to
/// stop the work, so its result is not looked at.
public func writeToStandardError(_ text: String) {
  let bytes = Array(text.utf8)
  _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
