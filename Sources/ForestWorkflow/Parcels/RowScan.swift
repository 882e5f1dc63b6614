import ForestGeo
import ForestModel

/// Walks over the rows of a raster with several workers. Rows are dealt out in blocks fixed by the size
/// of the raster, and results come back from top to bottom: the number of workers never changes a
/// digit. Each worker opens its own datasets, since GDAL's and PROJ's handles belong to one task.
struct RowScan: Sendable {
  let rows: Int
  /// Rows of a block: few enough that a worker holds at most some four million cells.
  let block: Int

  init(_ grid: Grid) {
    rows = grid.rows
    block = max(1, min(256, (1 << 22) / grid.columns))
  }

  /// Blocks from top to bottom.
  var blocks: [Range<Int>] {
    stride(from: 0, to: rows, by: block).map { $0..<min(rows, $0 + block) }
  }

  /// Runs `body` for every block.
  func run<State: ~Copyable, Result: Sendable>(
    context: RunContext,
    makeState: @escaping @Sendable () throws(GeoError) -> State,
    _ body:
      @escaping @Sendable (_ place: Int, Range<Int>, inout State) throws(GeoError) -> Result
  ) async throws(WorkflowError) -> [Result] {
    let blocks = blocks
    let workers = max(1, min(context.threads, blocks.count))
    let progress = context.progress
    let parts = await withTaskGroup(of: (Int, Swift.Result<[Result], GeoError>).self) { group in
      for worker in 0..<workers {
        group.addTask {
          do throws(GeoError) {
            var state = try makeState()
            var results: [Result] = []
            for place in stride(from: worker, to: blocks.count, by: workers) {
              results.append(try body(place, blocks[place], &state))
              progress.step(1)
            }
            return (worker, .success(results))
          } catch {
            return (worker, .failure(error))
          }
        }
      }
      var parts: [(Int, Swift.Result<[Result], GeoError>)] = []
      for await part in group { parts.append(part) }
      return parts.sorted { $0.0 < $1.0 }.map(\.1)
    }
    var byWorker: [[Result]] = []
    for part in parts {
      switch part {
      case .success(let results): byWorker.append(results)
      case .failure(let error): throw WorkflowError(error)
      }
    }
    return blocks.indices.map { byWorker[$0 % workers][$0 / workers] }
  }
}
