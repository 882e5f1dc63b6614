public import ForestModel

/// What `check` found.
public struct CheckSummary: Sendable {
  /// All findings of all files.
  public let log: FindingLog
  /// What became of every row.
  public let accounts: [RowAccount]
}

extension Workflow {
  /// Looks at every file of an estimate, and at the fields and sheets of a project, and writes nothing: the
  /// whole list of findings at once, also when the first file alone would stop a run.
  public static func check(
    _ request: EstimateRequest, in project: ProjectFolder?, context: RunContext
  ) async throws(WorkflowError) -> CheckSummary {
    var request = request
    var words = FindingLog()
    var sheets: [RowAccount] = []
    if let project {
      do throws(WorkflowError) {
        try project.complete(&request)
        words.add(request.project.log)
      } catch {
        guard case .findings(let found) = error else { throw error }
        words.add(found)
      }
      let read = try ProjectSheets(
        project.path, try ProjectFolder.catalogue(), language: context.language)
      words.add(read.log)
      sheets = read.accounts
    }
    let files = try await check(request, context: context)
    var log = files.log
    log.add(words)
    return CheckSummary(log: log, accounts: files.accounts + sheets)
  }

  /// The files of the estimate.
  private static func check(
    _ request: EstimateRequest, context: RunContext
  ) async throws(WorkflowError) -> CheckSummary {
    var lenient = context
    lenient.onError = .skip
    var record = RunRecord(verb: "check", context: lenient)
    var log = FindingLog()
    let stopping: FindingLog
    do throws(WorkflowError) {
      _ = try await compute(request, context: lenient, &record, &log)
      context.progress.finish()
      return CheckSummary(log: log, accounts: record.rows)
    } catch {
      guard case .findings(let found) = error else { throw error }
      stopping = found
    }
    // One part cannot be read: look at the parts one by one.
    log = FindingLog()
    var accounts: [RowAccount] = []
    do throws(WorkflowError) {
      let tables = try FieldTables(request.inventory, context: lenient)
      let inventory = try Inventory(tables, strata: tables.plots.stratum, context: lenient)
      log.add(inventory.log)
      refuseClusters(
        inventory.plots, file: fileName(request.inventory.plots ?? ""), request.design, &log)
      accounts += inventory.accountList
    } catch {
      guard case .findings(let found) = error else { throw error }
      log.add(found)
    }
    do throws(WorkflowError) {
      var reader = ParcelReader(request, context: lenient)
      switch request.land {
      case .parcels(let path, let layer): _ = try await reader.readPolygons(path, layer: layer)
      case .areas(let path): _ = try reader.readAreas(path)
      }
      log.add(reader.log)
      accounts.append(reader.account)
    } catch {
      guard case .findings(let found) = error else { throw error }
      log.add(found)
    }
    log.add(try StrataPlan(request, language: context.language).log)
    // What only shows when the parts meet, such as land that is all excluded.
    let seen = Set(log.findings)
    for finding in stopping.findings where !seen.contains(finding) { log.add(finding) }
    context.progress.finish()
    return CheckSummary(log: log, accounts: accounts)
  }
}
