public import ForestModel
import FoundationEssentials
import Glibc
import Synchronization

/// Ctrl-C, `kill` and a closed terminal half-way: what a run has begun to write is removed before the
/// process ends by the same signal, so that a shell sees 130 (INT), 143 (TERM) or 129 (HUP). A second
/// signal ends it at once; what is then left is cleared by the next run into the same place.
public enum Interruption {
  private struct State {
    var paths: Set<String> = []
    var children: Set<Int32> = []
    var language = Language.english
  }
  private static let state = Mutex(State())
  /// Held while results move into place, and while all is cleared away: never both.
  private static let gate = Mutex(())
  private static let isStopping = Atomic<Bool>(false)
  /// Writing end of the pipe through which the handler, which may do next to nothing, wakes the thread
  /// that may do all. Set once, before any handler is.
  nonisolated(unsafe) private static var pipeEnd: Int32 = -1

  /// Sets the handlers; called once, first of all.
  public static func prepare(language: Language) {
    state.withLock { $0.language = language }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    pipeEnd = ends[1]
    let reading = Int(ends[0])
    var thread = pthread_t()
    let context = UnsafeMutableRawPointer(bitPattern: reading + 1)
    guard
      pthread_create(
        &thread, nil,
        { argument in
          Interruption.wait(on: Int32(Int(bitPattern: argument) - 1))
          return nil
        }, context) == 0
    else { return }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      set(number, once: true) { number in
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(Interruption.pipeEnd, &byte, 1)
      }
    }
    // A closed pipe and a size limit are answered where the writing fails. An empty handler, not
    // "ignore": that would be handed on to helper programs.
    for number in [SIGPIPE, SIGXFSZ] { set(number, once: false) { _ in } }
  }

  private static func set(
    _ number: Int32, once: Bool, _ handler: @escaping @convention(c) (Int32) -> Void
  ) {
    // What a parent such as nohup has switched off stays off.
    var old = sigaction()
    sigaction(number, nil, &old)
    if unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == 1 { return }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    action.sa_flags = once ? Int32(bitPattern: UInt32(SA_RESETHAND)) : Int32(SA_RESTART)
    sigaction(number, &action, nil)
  }

  private static func wait(on end: Int32) {
    var byte: UInt8 = 0
    while read(end, &byte, 1) != 1 { if errno != EINTR { return } }
    let number = Int32(byte)
    isStopping.store(true, ordering: .sequentiallyConsistent)
    for other in [SIGINT, SIGTERM, SIGHUP] { signal(other, SIG_DFL) }
    gate.withLock { _ in
      let (paths, children, language) = state.withLock { ($0.paths, $0.children, $0.language) }
      for child in children { kill(child, SIGTERM) }
      for path in paths {
        // Others may still be writing: what appears meanwhile goes with the next try.
        for _ in 0..<5 where access(path, F_OK) == 0 {
          try? FileManager.default.removeItem(atPath: path)
        }
      }
      let message = Phrase(
        "\nStopped. What was begun has been removed; results of earlier runs are as they were.\n",
        vi: "\nĐã dừng. Phần đang ghi dở đã được xóa; kết quả của các lần chạy trước giữ nguyên.\n")
      writeToStandardError(message.text(language))
      kill(getpid(), number)
      // Until the signal arrives nothing else may happen.
      while true { pause() }
    }
  }

  /// A file or folder that goes when the run is stopped.
  static func add(_ path: String) { state.withLock { _ = $0.paths.insert(path) } }

  /// The file or folder is complete or gone.
  static func remove(_ path: String) { state.withLock { _ = $0.paths.remove(path) } }

  /// A process of ours that ends with us.
  public static func add(child: Int32) { state.withLock { _ = $0.children.insert(child) } }

  /// The process has ended.
  public static func remove(child: Int32) { state.withLock { _ = $0.children.remove(child) } }

  /// Moves results into place as a whole: a stop waits until they are.
  static func protect<R: Sendable>(
    _ body: () throws(WorkflowError) -> R
  ) throws(WorkflowError) -> R {
    let result = gate.withLock { _ in
      do throws(WorkflowError) { return Result<R, WorkflowError>.success(try body()) } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Called before the process ends of itself: a stop that is under way has the last word.
  public static func settle() {
    while isStopping.load(ordering: .sequentiallyConsistent) { pause() }
  }

  /// The language of notices that no finding carries.
  static var language: Language { state.withLock { $0.language } }
}
