import ForestGeo
import ForestModel

/// Finds the class of every plot: as written in the plots table, else from the map under its
/// coordinates, else from the parcel it lies in.
struct PlotLocator {
  let request: EstimateRequest
  var log = FindingLog()
  var operations: Set<CoordinateOperation> = []
  /// CRS of the class raster as the parcels were held against it.
  var rasterReference: CoordinateReference?
  /// How the text of the parcels is read.
  var layerText = TextPlan()
  /// CRS of the plots, for the record.
  var reference: CoordinateReference?

  /// Where the parcels lie; `nil` without polygons.
  private let place: LayerPlace?

  init(_ request: EstimateRequest, place: LayerPlace?) {
    self.request = request
    self.place = place
  }

  /// Class per plot; `nil` where none can be found (a finding says so).
  mutating func classes(
    of plots: PlotTable, classField: String?, classRole: String?
  ) throws(WorkflowError) -> [String?] {
    if !request.usesStrata { return plots.id.map { _ in ParcelReader.wholeArea } }
    let file = fileName(request.inventory.plots ?? request.inventory.trees)
    let good = plots.id.indices.filter { !plots.isRejected[$0] }
    let needed = good.filter { plots.stratum[$0].isEmpty }
    let placed = good.filter { !plots.x[$0].isNaN && !plots.y[$0].isNaN }
    for plot in needed where plots.x[plot].isNaN || plots.y[plot].isNaN {
      log.add(
        .plotWithoutCoordinates,
        at: FindingLocation(file: file, row: plots.row[plot], column: "stratum"))
    }
    var classes: [String?] = plots.stratum.map { $0.isEmpty ? nil : $0 }
    let wanted = needed.filter { !plots.x[$0].isNaN && !plots.y[$0].isNaN }
    // A written stratum is held against the map when the plots' CRS is known.
    let looked = request.plotsCRS != nil && request.stratumRaster != nil ? placed : wanted
    guard !looked.isEmpty else { return classes }
    guard
      let source = try PlotReference(request, plots, place).settle(looked, log: &log)
    else { return classes }
    reference = source
    let strays = PlotStrays(plots, placed, in: source, around: place)
    if strays.reportWholeTable(file: file, log: &log) { return classes }
    do throws(GeoError) {
      let found: [String?]
      if let raster = request.stratumRaster {
        found = try onRaster(raster, plots, looked, source)
      } else if case .parcels(let path, let layerName) = request.land, let layer = place?.reference,
        let classField
      {
        let dataset = try VectorDataset(path, layer: layerName, text: layerText)
        found = try inParcels(dataset, layer, classField, plots, looked, source)
          .map { $0.map { ParcelInspector.className($0, role: classRole) } }
      } else {
        found = looked.map { _ in nil }
      }
      for (plot, name) in zip(looked, found) {
        let here = FindingLocation(file: file, row: plots.row[plot], column: "stratum")
        if let written = classes[plot] {
          if let name, name != written {
            log.add(.plotStratumDiffers, at: here, ["value": written, "map": name])
          }
        } else if let name {
          classes[plot] = name
        } else {
          log.add(strays.finding(plot, file: file) ?? Finding(.plotWithoutStratum, at: here))
        }
      }
    } catch {
      throw WorkflowError(error)
    }
    for plot in placed where !plots.stratum[plot].isEmpty {
      if let finding = strays.farAway(plot, file: file) { log.add(finding) }
    }
    return classes
  }

  private mutating func positions(
    _ plots: PlotTable, _ looked: [Int], _ source: CoordinateReference,
    _ target: CoordinateReference
  ) throws(GeoError) -> [(x: Double, y: Double)] {
    let transform = try CoordinateTransform(from: source, to: target)
    var positions: [(x: Double, y: Double)] = []
    for plot in looked {
      var x = [plots.x[plot]]
      var y = [plots.y[plot]]
      // A point without an image lies nowhere: it finds no class, and that is reported.
      let isPlaced = transform.apply(&x, &y)
      positions.append(isPlaced ? (x[0], y[0]) : (.infinity, .infinity))
      if let used = transform.lastOperation() { operations.insert(used) }
    }
    return positions
  }

  private mutating func onRaster(
    _ path: String, _ plots: PlotTable, _ looked: [Int], _ source: CoordinateReference
  ) throws(GeoError) -> [String?] {
    let raster = try RasterDataset(path, band: request.stratumBand)
    guard let target = rasterReference else { return looked.map { _ in nil } }
    var classes: [String?] = []
    for point in try positions(plots, looked, source, target) {
      let value = point.x.isFinite ? try raster.value(x: point.x, y: point.y) : nil
      let isClass = value.map { !$0.isNaN && $0 == $0.rounded() && abs($0) < 1e15 } ?? false
      classes.append(isClass ? value.map { "\(Int($0))" } : nil)
    }
    return classes
  }

  private mutating func inParcels(
    _ layer: borrowing VectorDataset, _ target: CoordinateReference, _ classField: String,
    _ plots: PlotTable, _ looked: [Int], _ source: CoordinateReference
  ) throws(GeoError) -> [String?] {
    let points = try positions(plots, looked, source, target)
    var classes: [String?] = looked.map { _ in nil }
    guard let field = layer.field(named: classField) else { return classes }
    do {
      try layer.forEachFeature([.values]) { _, feature in
        guard case .polygon(let shape) = feature.geometry, let box = shape.bounds else { return }
        for (index, point) in points.enumerated()
        where classes[index] == nil && point.x >= box.west && point.x <= box.east
          && point.y >= box.south && point.y <= box.north && shape.contains(point.x, point.y)
        {
          let name = feature.values[field].text
          classes[index] = name.isEmpty ? nil : name
        }
      }
    } catch let error as GeoError {
      throw error
    } catch {
      preconditionFailure("only geodata errors are thrown here: \(error)")
    }
    return classes
  }
}
