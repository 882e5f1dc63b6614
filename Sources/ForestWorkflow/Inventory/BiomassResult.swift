import CarbonStock
import ForestModel

/// What `biomass` knows before it writes plots.csv and total.json.
struct BiomassResult {
  let totals: PlotTotals
  let accounts: [String: RowAccount]
  let columns: [String: [String: String]]
  let constants: [Parameter]
  let heights: HeightRoute
  var log: FindingLog

  init(_ inventory: Inventory, _ request: InventoryRequest) {
    totals = inventory.totals(strata: inventory.plots.stratum)
    accounts = inventory.accounts
    columns = inventory.columns
    constants = inventory.constants(request)
    heights = inventory.heights
    log = inventory.log
  }

  init(_ parts: InventoryParts) {
    totals = parts.totals
    accounts = parts.accounts
    columns = parts.columns
    constants = parts.tally.constants(parts.request, parts.heights)
    heights = parts.heights
    log = parts.log
  }

  /// Row accounts in reading order.
  var accountList: [RowAccount] { TableSchema.all.compactMap { accounts[$0.table] } }
}

/// trees.csv while it grows. Nothing is written before a good deal of it is known, so that tables with an
/// error leave no trace; then it grows in the folder of the results, which goes when the run fails.
struct TreeFile: ~Copyable {
  private static let most = 1 << 23

  private let out: String
  private var folder: ResultFolder?
  private var file: CSVWriter?
  private var waiting = CSVLines()

  init(out: String) { self.out = out }

  mutating func add(_ lines: CSVLines) throws(WorkflowError) {
    if file != nil {
      try file?.write(lines)
      return
    }
    waiting.add(lines)
    if waiting.bytes.count > Self.most { try start() }
  }

  private mutating func start() throws(WorkflowError) {
    let folder = try ResultFolder(out, of: "biomass")
    var file = try CSVWriter(folder.path("trees.csv"), header: Inventory.treeColumns)
    try file.write(waiting)
    waiting = CSVLines()
    self.file = consume file
    self.folder = consume folder
  }

  /// Ends the file and hands over the folder that it is in.
  consuming func finish() throws(WorkflowError) -> ResultFolder {
    if file == nil { try start() }
    guard let file = file.take(), let folder = folder.take() else {
      preconditionFailure("a file that was started is there")
    }
    try file.finish()
    return folder
  }
}
