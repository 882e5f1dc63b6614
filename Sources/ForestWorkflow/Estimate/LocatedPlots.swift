import ForestGeo
import ForestModel

/// The plots of an estimate on its land: the class under each, and the stratum that this class counts as.
struct LocatedPlots {
  /// What is said of the design.
  let log: FindingLog
  let locator: PlotLocator
  var plan: StrataPlan
  var strata: PlotStrata

  /// - Throws: what was found where the plots have no place: every stratum would be said to lack them.
  init(
    _ plots: PlotTable, on land: EstimateLand, _ request: EstimateRequest, _ context: RunContext
  ) throws(WorkflowError) {
    var log = FindingLog()
    if request.design == .simple, let strata = request.strata {
      log.add(.strataIgnored, at: FindingLocation(file: fileName(strata)))
    }
    Workflow.refuseClusters(
      plots, file: fileName(request.inventory.plots ?? ""), request.design, &log)
    let reader = land.reader
    var locator = PlotLocator(request, place: reader.place)
    locator.layerText = reader.layerText
    locator.rasterReference = reader.rasterReference
    let classes = try locator.classes(
      of: plots, classField: reader.stratumField, classRole: reader.classRole)
    if locator.log.hasBlockingErrors {
      for part in [reader.log, locator.log] { log.add(part) }
      throw .findings(log)
    }
    var plan = try StrataPlan(request, language: context.language)
    plan.readsLetters = reader.classRole == "ldlr"
    plan.setStrata(
      of: land.parcels, file: request.strata.map(fileName) ?? land.file,
      style: NumberStyle(context.language))
    strata = PlotStrata(classes, plots, request.inventory, &plan)
    self.log = log
    self.locator = locator
    self.plan = plan
  }
}
