import Dispatch
import Synchronization

/// Work that several threads do while one hands it out, and takes the results in the order in which it was
/// handed out: the number of threads changes no result.
///
/// At most twice as many pieces are under way as there are threads, so that memory stays bounded.
struct OrderedWork<Input: Sendable, Output: Sendable> {
  /// One piece: its result, once it is there.
  private final class Piece: Sendable {
    private let result = Mutex<Output?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    func finish(_ output: Output) {
      result.withLock { $0 = output }
      isDone.signal()
    }

    /// Waits for the result.
    func wait() -> Output {
      isDone.wait()
      guard let output = result.withLock({ $0.take() }) else {
        preconditionFailure("a piece is done once it has its result")
      }
      return output
    }
  }

  /// One per thread; none where the calling thread does the work itself.
  private let queues: [DispatchQueue]
  private let work: @Sendable (Input) -> Output
  private var pieces: [Piece] = []
  private var handedOut = 0

  init(threads: Int, _ work: @escaping @Sendable (Input) -> Output) {
    queues =
      threads > 1 ? (0..<threads).map { DispatchQueue(label: "ordered-work-\($0)") } : []
    self.work = work
  }

  /// Hands out a piece; gives back the oldest result where enough is under way.
  mutating func add(_ input: Input) -> Output? {
    if queues.isEmpty { return work(input) }
    let piece = Piece()
    let work = work
    queues[handedOut % queues.count].async { piece.finish(work(input)) }
    handedOut += 1
    pieces.append(piece)
    return pieces.count > 2 * queues.count ? next() : nil
  }

  /// The next result; `nil` when there is none left.
  mutating func next() -> Output? { pieces.isEmpty ? nil : pieces.removeFirst().wait() }
}
