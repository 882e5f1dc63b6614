import ForestGeo
import ForestModel

/// How hectares are counted.
public enum AreaRule: Sendable, Equatable {
  /// On the ellipsoid, by geodesics.
  case geodesic
  /// In the plane of the layer's CRS.
  case planar
  /// As a field of the layer states, in hectares.
  case field(String)

  /// Name as typed on the command line.
  public var name: String {
    switch self {
    case .geodesic: "geodesic"
    case .planar: "planar"
    case .field(let name): "field:" + name
    }
  }
}

/// A layer of polygons and how to read it.
struct LayerSource: Sendable {
  var path: String
  var layer: String?
  /// The user's word on the CRS; `nil` takes the stored one.
  var crs: String?
  /// Option that states the CRS, for messages.
  var crsOption: String
  /// The land it should lie in, degrees, where that is known; else the area its CRS is made for.
  var expected: CoordinateBox?
  /// Where other inputs lie, degrees: which references are named where none is stored.
  var hint: CoordinateBox?
  /// Role of the layer in `--encoding`.
  var role: String
  /// The user's word on its text.
  var stated = TextStatements()
  /// How its text is read; `LayerFacts` decides.
  var text = TextPlan()
}

/// One polygon as measured.
struct MeasuredPolygon: Sendable {
  var fid: Int64
  var values: [FieldValue]
  var areaHa = Double.nan
  /// Hectares of the polygon itself, also where a field states others.
  var measuredHa = Double.nan
  /// On which datum they are measured; `nil` where they are not, or in a plane.
  var datum: AreaDatum?
  var shape: PolygonShape?
  /// First error of the feature; `nil` for a good one.
  var problem: Finding?
  /// Bits of the geometry, to find the same polygon twice.
  var digest: UInt64 = 0
  /// What a repair changed; `nil` where nothing was repaired.
  var repair: Repair?
}

/// What a scan learned besides the polygons.
struct ScanRecord: Sendable {
  var operations: Set<CoordinateOperation> = []
  /// Damaged text of fields that enter no figure, by place of the feature.
  var damaged: [(place: Int, finding: Finding)] = []
  /// How many polygons were measured on which datum.
  var datums = AreaDatums()
  /// How many collections of polygons were read as multipolygons.
  var collections = 0

  /// Reports what is said once for the whole layer.
  func report(file: String, log: inout FindingLog) {
    guard collections > 0 else { return }
    log.add(
      .geometryCollection, at: FindingLocation(file: file), ["count": "\(collections)"])
  }
}

/// Walks over the polygons of a layer with several workers. Features are dealt out in chunks fixed by
/// their place in the file, and results come back in file order: the number of workers never changes
/// a digit. Each worker opens its own datasets, since GDAL's and PROJ's handles belong to one task.
struct LayerScan: Sendable {
  /// Features per chunk.
  static let chunk = 32

  let source: LayerSource
  let reference: CoordinateReference
  let areaRule: AreaRule
  let wantsValues: Bool
  let count: Int
  /// Whether invalid polygons are taken as GEOS repairs them.
  var repairs = false
  /// Fields whose text must be whole: those that name parcels and classes.
  var keys: Set<Int> = []

  /// Runs `body` for every polygon. `makeState` opens what a worker needs besides the layer.
  func run<State: ~Copyable, Result: Sendable>(
    context: RunContext,
    makeState: @escaping @Sendable () throws(GeoError) -> State,
    _ body:
      @escaping @Sendable (inout MeasuredPolygon, inout State, inout ScanRecord) throws(GeoError)
      -> Result
  ) async throws(WorkflowError) -> (results: [Result], record: ScanRecord) {
    let workers = max(1, min(context.threads, (count + Self.chunk - 1) / Self.chunk))
    typealias Part = (results: [(Int, Result)], record: ScanRecord)
    let parts = await withTaskGroup(of: (Int, Swift.Result<Part, GeoError>).self) { group in
      for worker in 0..<workers {
        group.addTask {
          do throws(GeoError) {
            return (
              worker,
              .success(try work(worker, workers, context.progress, makeState, body))
            )
          } catch {
            return (worker, .failure(error))
          }
        }
      }
      var parts: [(Int, Swift.Result<Part, GeoError>)] = []
      for await part in group { parts.append(part) }
      return parts.sorted { $0.0 < $1.0 }.map(\.1)
    }
    var all: [(Int, Result)] = []
    var record = ScanRecord()
    for part in parts {
      switch part {
      case .success(let part):
        all += part.results
        record.operations.formUnion(part.record.operations)
        record.damaged += part.record.damaged
        record.datums.add(part.record.datums)
        record.collections += part.record.collections
      case .failure(let error): throw WorkflowError(error)
      }
    }
    all.sort { $0.0 < $1.0 }
    record.damaged.sort { $0.place < $1.place }
    return (all.map(\.1), record)
  }

  private func work<State: ~Copyable, Result: Sendable>(
    _ worker: Int, _ workers: Int, _ progress: Progress,
    _ makeState: () throws(GeoError) -> State,
    _ body: (inout MeasuredPolygon, inout State, inout ScanRecord) throws(GeoError) -> Result
  ) throws(GeoError) -> (results: [(Int, Result)], record: ScanRecord) {
    let layer = try VectorDataset(source.path, layer: source.layer, text: source.text)
    let geodesic = try GeodesicArea(for: reference)
    let places = LayerPlaces(reference)
    var areaField: Int?
    if case .field(let name) = areaRule { areaField = layer.field(named: name) }
    var state = try makeState()
    var record = ScanRecord()
    var results: [(Int, Result)] = []
    var wanted: VectorDataset.Wanted = [.validity]
    if repairs { wanted.insert(.repair) }
    if wantsValues || areaField != nil { wanted.insert(.values) }
    let file = fileName(source.path)
    do {
      try layer.forEachFeature(wanted, where: { $0 / Self.chunk % workers == worker }) {
        index, feature in
        var polygon = MeasuredPolygon(fid: feature.fid, values: feature.values)
        measure(feature, &polygon, geodesic, places, areaField, file)
        if let datum = polygon.datum { record.datums.add(datum, of: geodesic) }
        if feature.wasCollection { record.collections += 1 }
        for value in feature.damaged {
          let finding = damage(value, feature, layer.fields[value.place].name, file)
          if keys.contains(value.place) {
            polygon.problem = polygon.problem ?? finding
          } else {
            record.damaged.append((index, finding))
          }
        }
        results.append((index, try body(&polygon, &state, &record)))
        progress.step(1)
      }
    } catch let error as GeoError {
      throw error
    } catch {
      preconditionFailure("only geodata errors are thrown here: \(error)")
    }
    if record.datums.holds(.vn2000) { record.operations.formUnion(geodesic.nationalOperations()) }
    return (results, record)
  }

  private func measure(
    _ feature: Feature, _ polygon: inout MeasuredPolygon, _ geodesic: borrowing GeodesicArea,
    _ places: borrowing LayerPlaces, _ areaField: Int?, _ file: String
  ) {
    let here = FindingLocation(file: file, feature: "\(feature.fid)")
    switch feature.geometry {
    case .missing: polygon.problem = Finding(.geometryMissing, at: here)
    case .other(let type):
      polygon.problem = Finding(.geometryNotPolygon, at: here, ["type": type])
    case .polygon(let shape):
      polygon.shape = shape
      polygon.digest = Self.digest(shape)
      switch areaRule {
      case .planar:
        polygon.areaHa = shape.planarArea * reference.unitFactor * reference.unitFactor / 10_000
      case .geodesic, .field:
        let size = geodesic.measure(shape)
        polygon.areaHa = (size?.areaM2 ?? .nan) / 10_000
        polygon.datum = size?.datum
      }
      polygon.measuredHa = polygon.areaHa
      if case .field(let name) = areaRule, let areaField {
        let stated = feature.values[areaField].number ?? .nan
        // Where the field does not help, the measured hectares still say how much land is left out.
        if stated > 0 {
          polygon.areaHa = stated
        } else {
          polygon.problem = Finding(
            .areaImpossible, at: here, ["value": "\(name) = \(feature.values[areaField].text)"])
        }
      }
      if let invalid = feature.invalid {
        let place = places.text(invalid.place)
        if repairs, let repaired = feature.repaired {
          polygon.repair = Repair(
            invalid, repaired, place: place,
            beforeM2: feature.asDrawn.flatMap { geodesic.measure($0)?.areaM2 } ?? .nan,
            afterM2: geodesic.measure(shape)?.areaM2 ?? .nan)
        } else {
          let land = feature.repaired?.shape ?? shape
          polygon.areaHa = (geodesic.measure(land)?.areaM2 ?? .nan) / 10_000
          polygon.problem = .invalidGeometry(at: here, invalid.words, place: place)
        }
      }
      if polygon.problem == nil, polygon.areaHa.isNaN {
        polygon.problem = Finding(
          .coordinatesDoNotFit, at: here,
          [
            "x": (shape.x.first ?? .nan).findingText, "y": (shape.y.first ?? .nan).findingText,
            "crs": reference.label, "option": source.crsOption,
          ])
      } else if polygon.problem == nil, !(polygon.areaHa > 0) {
        polygon.problem = Finding(.geometryNoArea, at: here)
      }
    }
  }

  private func damage(
    _ value: (place: Int, bytes: Int), _ feature: Feature, _ field: String, _ file: String
  ) -> Finding {
    Finding(
      keys.contains(value.place) ? .textUnreadable : .textDamaged,
      at: FindingLocation(file: file, feature: "\(feature.fid)", column: field),
      [
        "value": feature.values[value.place].text, "count": "\(value.bytes)",
        "encoding": source.text[value.place].encoding.rawValue, "table": source.role,
        "column": field,
      ])
  }

  /// A sum over the edges, each hashed whichever way it runs: the same polygon has the same digest
  /// wherever its rings begin and however they turn.
  private static func digest(_ shape: PolygonShape) -> UInt64 {
    func hash(_ i: Int) -> UInt64 {
      var value: UInt64 = 0xcbf2_9ce4_8422_2325
      for bits in [shape.x[i].bitPattern, shape.y[i].bitPattern] {
        value = (value ^ bits) &* 0x0000_0100_0000_01b3
        value ^= value >> 29
      }
      return value
    }
    var sum: UInt64 = 0
    for ring in shape.rings {
      for i in ring.range.dropLast() {
        let edge = hash(i) &* hash(i + 1) &+ (hash(i) ^ hash(i + 1))
        sum &+= (edge ^ (edge >> 31)) &* 0x9E37_79B9_7F4A_7C15
      }
    }
    return sum
  }
}

extension LayerSource {
  /// What is asked about the CRS of the layer.
  func question(_ extent: CoordinateBox?) -> ReferenceQuestion {
    ReferenceQuestion(
      file: fileName(path), option: crsOption, stated: crs, box: extent, expected: hint ?? expected)
  }
}
