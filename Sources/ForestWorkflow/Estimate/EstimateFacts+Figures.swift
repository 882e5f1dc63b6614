import CarbonDocuments
import CarbonStock
import ForestGeo
import ForestModel

extension EstimateFacts {
  /// Plots, means and intervals of the strata; `nil` without strata.
  var stratumFigure: Figure? {
    var rows: [StratumChart.Row] = []
    for (row, line) in result.strataLines.enumerated() {
      guard let stock = line.stock, line.estimate != nil else { continue }
      func at(_ name: String, _ value: Double) -> Datum {
        Datum(
          value, decimals: 1, unit: "t CO2e/ha",
          source: EvidenceSource(file: folder + "strata.csv", row: row + 2, column: name))
      }
      let place = result.plan.place(of: line.name)
      let plots = result.plotsUsed.filter { result.plotPlaces[$0] == place }
        .map { result.inventory.stocks[$0].perHa.co2eT }.filter(\.isFinite)
      let count = cell("strata.csv", row, "n_plots", Double(stock.plotCount), unit: "1")
      rows.append(
        StratumChart.Row(
          name: line.name,
          remark: stock.source == .table
            ? Passage("factor", vi: "hệ số") : Passage("{n} plots", vi: "{n} ô", ["n": count]),
          plots: plots, mean: at("co2e_t_ha", stock.mean.co2eT),
          limits: (
            at("co2e_low_t_ha", stock.mean.co2eT - line.halfWidthTPerHa),
            at("co2e_high_t_ha", stock.mean.co2eT + line.halfWidthTPerHa)
          )))
    }
    guard !rows.isEmpty else { return nil }
    let level = summary("total.confidence", result.estimator.confidence, unit: "%")
    return Figure(
      id: "stratum-chart",
      caption: Passage(
        "Stock per hectare of the strata: plots, mean, and the {level} confidence interval of the mean (t CO₂e/ha).",
        vi:
          "Trữ lượng trên héc-ta theo tầng: từng ô, giá trị trung bình và khoảng tin cậy {level} của trung bình (tCO₂tđ/ha).",
        ["level": level]),
      alternative: Passage(
        "Chart of plots, means and intervals by stratum; the numbers are in the table of the strata",
        vi: "Biểu đồ các ô, trung bình và khoảng tin cậy theo tầng; số liệu có trong bảng theo tầng"
      ),
      drawing: .strip(
        StratumChart(
          axis: Passage("t CO₂e per hectare", vi: "tCO₂tđ trên héc-ta"),
          interval: Passage(
            "mean and its {level} confidence interval", vi: "trung bình và khoảng tin cậy {level}",
            ["level": level]),
          rows: rows)))
  }

  /// Hectares by class.
  var classFigure: Figure? {
    let kinds: [(StratumTreatment, Passage, Fill)] = [
      (
        .sampled, Passage("with plots of the stratum", vi: "tính theo ô tiêu chuẩn của tầng"),
        .solid("#31a354")
      ),
      (
        .table, Passage("with a stock factor", vi: "tính theo hệ số trữ lượng"),
        .crossed(lines: "#238b45", ground: "#edf8e9")
      ),
      (
        .excluded, Passage("left out of the account", vi: "không đưa vào tính toán"),
        .hatched(lines: "#969696", ground: "#ffffff")
      ),
    ]
    var bars: [(place: Int, bar: BarChart.Bar)] = []
    for (row, line) in result.classLines.enumerated() where line.areaHa > 0 {
      // A merged class is drawn as what the stratum is that it joins.
      let place = result.plan.place(of: line.stratum)
      let treatment = place.map { result.plan.treatments[$0] } ?? line.treatment
      let name = result.forestType(of: line.name)?.name
      let title: Slot = name.map { .passage(Passage($0)) } ?? .text("")
      bars.append(
        (
          row,
          BarChart.Bar(
            label: Passage(
              "{class}  {title}", vi: "{class}  {title}",
              ["class": .text(result.shown(line.name)), "title": title]),
            value: Datum(
              line.areaHa, decimals: 1, unit: "ha",
              source: EvidenceSource(file: folder + "classes.csv", row: row + 2, column: "area_ha")),
            kind: kinds.firstIndex { $0.0 == treatment } ?? 0)
        ))
    }
    bars.sort { ($1.bar.value.value, $0.place) < ($0.bar.value.value, $1.place) }
    guard !bars.isEmpty else { return nil }
    return Figure(
      id: "class-areas",
      caption: Passage(
        "Area by forest and land class (ha).", vi: "Diện tích theo loại đất, loại rừng (ha)."),
      alternative: Passage(
        "Bars of the area of each class; the numbers are in the table of the classes",
        vi: "Biểu đồ thanh diện tích từng loại; số liệu có trong bảng theo loại"),
      drawing: .bars(
        BarChart(
          axis: Passage("area in hectares", vi: "diện tích (ha)"),
          kinds: kinds.map { ($0.1, $0.2) }, bars: bars.map(\.bar))))
  }
}

extension EstimateResult {
  /// The map of the parcels; `nil` without polygons.
  func parcelMap(
    plots: [(x: Double, y: Double)]
  ) throws(WorkflowError) -> Figure? {
    guard case .parcels(let path, let layerName) = request.land, let layerReference else {
      return nil
    }
    do {
      let layer = try VectorDataset(path, layer: layerName)
      var box: (west: Double, south: Double, east: Double, north: Double)?
      try layer.forEachFeature([]) { _, feature in
        guard case .polygon(let shape) = feature.geometry, let own = shape.bounds else { return }
        let old = box ?? (own.west, own.south, own.east, own.north)
        box = (
          min(old.west, own.west), min(old.south, own.south), max(old.east, own.east),
          max(old.north, own.north)
        )
      }
      guard let box, box.west.isFinite, box.east.isFinite, box.south.isFinite, box.north.isFinite
      else { return nil }
      let frame = MapFrame(
        west: box.west, south: box.south, east: box.east, north: box.north,
        metresPerUnit: layerReference.isGeographic ? nil : layerReference.unitFactor)
      let densities = DensityClasses(estimates.compactMap { $0?.perHa.co2eT }.filter(\.isFinite))
      var drawn: [ParcelMap.Parcel] = []
      var cells = parcels.count > MapCells.mostOutlines ? MapCells(frame) : nil
      try layer.forEachFeature([]) { index, feature in
        guard case .polygon(let shape) = feature.geometry else { return }
        let rings = shape.rings.map { ring in ring.range.map { (x: shape.x[$0], y: shape.y[$0]) } }
        if cells != nil {
          cells?.draw(rings, kind: mapClass(index, densities))
          return
        }
        drawn.append(
          ParcelMap.Parcel(
            kind: mapClass(index, densities),
            path: frame.path(rings, isMarked: parcels.count < 200),
            title: parcels.count > ParcelMap.mostSingleParcels ? "" : mapTitle(index)))
      }
      var map = ParcelMap(
        frame: frame,
        legendTitle: Passage(
          "Estimated stock, t CO₂e per hectare", vi: "Trữ lượng ước tính, tCO₂tđ trên héc-ta"),
        classes: Self.mapClasses(densities), parcels: cells?.parcels ?? drawn, plots: plots,
        reference: layerReference.label)
      map.hasOutlines = cells == nil
      return Figure(
        id: "parcel-map",
        caption: Passage(
          "Forest parcels by estimated stock (t CO₂e/ha) and sample plots. Coordinates: {crs}.",
          vi:
            "Các lô rừng theo trữ lượng ước tính (tCO₂tđ/ha) và ô tiêu chuẩn. Hệ tọa độ: {crs}.",
          ["crs": .text(layerReference.label)]),
        alternative: Passage(
          "Map of the parcels; the numbers are in parcels.csv and parcels.gpkg",
          vi: "Bản đồ các lô; số liệu có trong parcels.csv và parcels.gpkg"),
        drawing: .map(map))
    } catch let error as WorkflowError {
      throw error
    } catch let error as GeoError {
      throw WorkflowError(error)
    } catch {
      throw .surroundings(path: path, detail: "\(error)")
    }
  }

  /// Five classes of stock, land without a figure, land with an error.
  private static func mapClasses(_ densities: DensityClasses) -> [ParcelMap.Class] {
    (0..<5).map { index in
      ParcelMap.Class(
        Passage(
          densities.label(index, .english), vi: densities.label(index, .vietnamese)),
        fill: .solid(DensityClasses.colours[index]))
    } + [
      ParcelMap.Class(
        Passage("left out, or for less than half", vi: "không tính, hoặc dưới nửa lô"),
        fill: .hatched(lines: "#969696", ground: "#f7f7f7")),
      ParcelMap.Class(
        Passage("parcel with an error", vi: "lô có lỗi"),
        fill: .crossed(lines: "#b2182b", ground: "#ffffff")),
    ]
  }

  private func mapClass(_ index: Int, _ densities: DensityClasses) -> Int {
    guard land[index] != nil else { return 6 }
    guard let estimate = estimates[index], estimate.areaHa >= 0.5 * parcels[index].areaHa,
      estimate.perHa.co2eT.isFinite
    else { return 5 }
    return densities.index(of: estimate.perHa.co2eT)
  }

  /// What shows when a pointer rests on a parcel: its name, no number, so that every number of a
  /// document has its evidence.
  private func mapTitle(_ index: Int) -> String {
    parcels[index].id + (plan.largestStratum(of: parcels[index]).map { " · " + $0 } ?? "")
  }

  /// Plots that entered, in coordinates of the layer, where both are known.
  func plotPositions(
    _ record: inout RunRecord
  ) throws(WorkflowError) -> [(x: Double, y: Double)] {
    guard let stated = request.plotsCRS, let layerReference else { return [] }
    do throws(GeoError) {
      let transform = try CoordinateTransform(
        from: try CoordinateReference(stated), to: layerReference)
      var positions: [(x: Double, y: Double)] = []
      for plot in plotsUsed {
        var x = [inventory.plots.x[plot]]
        var y = [inventory.plots.y[plot]]
        guard x[0].isFinite, y[0].isFinite, transform.apply(&x, &y) else { continue }
        positions.append((x[0], y[0]))
      }
      if !positions.isEmpty, let used = transform.lastOperation() { record.add([used]) }
      return positions
    } catch {
      throw WorkflowError(error)
    }
  }
}
