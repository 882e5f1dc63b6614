import ForestModel

/// The inputs of an estimate: the land, the plots on it with their strata, and what their trees come to.
struct EstimateInputs {
  var land: EstimateLand
  let located: LocatedPlots
  let inventory: InventoryResult
  /// The trees one by one, where they were asked for.
  let trees: Inventory?

  /// Reads everything. Where several files stop the run, the tables of the inventory do so first.
  ///
  /// - Parameters:
  ///   - isThorough: whether the parcels are held against each other in every way.
  ///   - file: takes the lines of trees.csv as they come; `nil` where nobody wants them.
  init(
    _ request: EstimateRequest, context: RunContext, isThorough: Bool, reading: TreeReading,
    _ file: inout TreeFile?
  ) async throws(WorkflowError) {
    var survey = try FieldSurvey(request.inventory, reading, context)
    do throws(WorkflowError) {
      land = try await EstimateLand(
        request, hint: PlotReference.land(of: survey.plots, request), isThorough: isThorough,
        context)
    } catch {
      _ = try survey.checkTables()
      throw error
    }
    while true {
      let found: LocatedPlots
      do throws(WorkflowError) {
        found = try LocatedPlots(survey.plots, on: land, request, context)
      } catch {
        // Plots that trees leave out need no place.
        if try survey.checkTables() { throw error }
        continue
      }
      guard try survey.compute(strata: found.strata.names, &file), let result = survey.result
      else { continue }
      (located, inventory, trees) = (found, result, survey.inventory)
      return
    }
  }
}
