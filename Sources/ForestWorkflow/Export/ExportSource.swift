import ForestGeo
import ForestModel

/// A column that is exported.
struct ExportField: Sendable {
  let definition: FieldDefinition
  let words: FieldWords
  /// Whether its values name people and are not shown.
  let isMasked: Bool

  var name: String { definition.name }
}

/// One parcel as it is exported.
struct ExportParcel {
  /// Values in the order of the fields, personal ones masked.
  let values: [FieldValue]
  /// Boundary; `nil` where there is none.
  let shape: PolygonShape?
  /// The boundary as stored.
  let wkb: [UInt8]
}

/// The parcels of a finished estimate, as they stand in its folder: every file is held against run.json first.
struct ExportSource {
  let folder: String
  let run: RecordedRun
  let fields: [ExportField]
  /// Reference of the layer; `nil` for results without polygons.
  let reference: CoordinateReference?
  /// Parcels.
  let count: Int

  static let layerFile = "parcels.gpkg"
  static let layerName = "parcels"

  /// Opens the results and notes them as inputs. Files that are not those of the run, and inputs that changed
  /// since, are findings.
  init(
    _ request: ExportRequest, _ record: inout RunRecord, _ log: inout FindingLog
  ) throws(WorkflowError) {
    folder = request.results
    let recordPath = folder + "/" + RunRecord.fileName
    run = try RecordedRun(path: recordPath)
    guard run.verb == "estimate" else {
      throw .usage(
        Phrase(
          "{path} holds the results of {verb}; export takes those of estimate",
          vi: "{path} chứa kết quả của {verb}; export cần kết quả của estimate"),
        ["path": folder, "verb": run.verb])
    }
    let hasLayer = run.outputs.contains { $0.path == Self.layerFile }
    record.inputs.append(try FileRecord(role: "estimate", path: recordPath))
    for name in [hasLayer ? Self.layerFile : "parcels.csv", "strata.csv", "summary.json"] {
      let file = try FileRecord(role: "estimate", path: folder + "/" + name)
      record.inputs.append(file)
      if run.outputs.first(where: { $0.path == name })?.sha256 != file.sha256 {
        log.add(.resultAltered, at: FindingLocation(file: file.path), ["verb": run.verb])
      }
    }
    Self.check(run, &log)
    record.results["estimate_run_id"] = .string(run.runID)
    if log.hasErrors { throw .findings(log) }

    let keepsPersonal = request.keepsPersonalData
    if hasLayer {
      let layer: VectorDataset
      do throws(GeoError) {
        layer = try VectorDataset(folder + "/" + Self.layerFile, layer: Self.layerName)
      } catch { throw WorkflowError(error) }
      reference = layer.reference
      count = layer.count
      let status = ResultFields.status(layer.fields)
      fields = zip(layer.fields, status).map {
        Self.field($0, status: $1, keepsPersonal: keepsPersonal)
      }
      record.references["parcels"] = layer.reference?.label
    } else {
      let table = try TableContents(path: folder + "/parcels.csv")
      reference = nil
      count = table.rows.count
      fields = table.header.map { name in
        let kind =
          ResultFields.words(for: name).map { $0.unit.isEmpty ? FieldKind.text : .real } ?? .text
        return Self.field(
          FieldDefinition(name, kind), status: nil, keepsPersonal: keepsPersonal)
      }
    }
  }

  /// Results whose inputs changed are stale; of inputs that are gone nobody can say.
  private static func check(_ run: RecordedRun, _ log: inout FindingLog) {
    let place = RunPlace(run)
    for input in run.inputs where run.isJudgedByBytes(input) {
      let path = place.path(input.path)
      switch FileState(path, sha256: input.sha256) {
      case .same: break
      case .changed(let now):
        log.add(
          .inputChanged, at: FindingLocation(file: path),
          ["old": String(input.sha256.prefix(12)), "new": String(now.prefix(12))])
      case .missing:
        log.add(.exportInputMissing, at: FindingLocation(file: path), ["run": run.runID])
      }
    }
  }

  private static func field(
    _ field: FieldDefinition, status: ForestStatusField?, keepsPersonal: Bool
  ) -> ExportField {
    if let words = ResultFields.words(for: field.name) {
      return ExportField(definition: field, words: words, isMasked: false)
    }
    // A field whose name was taken by a result got a prefix.
    let name = field.name.hasPrefix("input_") ? String(field.name.dropFirst(6)) : field.name
    let isMasked =
      !keepsPersonal && (PersonalFields.isPersonal(name) || status?.isPersonal == true)
    return ExportField(
      definition: isMasked ? FieldDefinition(field.name, .text) : field,
      words: ResultFields.input(field.name, isMasked: isMasked, status: status),
      isMasked: isMasked)
  }

  /// Place of a column by its name.
  func place(_ name: String) -> Int? { fields.firstIndex { $0.name == name } }

  /// Calls `body` with every parcel, in the order of the layer.
  func forEach(
    _ wanted: VectorDataset.Wanted = [.values, .wkb], _ body: (ExportParcel) throws -> Void
  ) throws(WorkflowError) {
    do {
      guard reference != nil else {
        for row in try TableContents(path: folder + "/parcels.csv").rows {
          let values = zip(row.cells, fields).map { Self.value(String($0), $1) }
          try body(ExportParcel(values: values, shape: nil, wkb: []))
        }
        return
      }
      let layer = try VectorDataset(folder + "/" + Self.layerFile, layer: Self.layerName)
      try layer.forEachFeature(wanted) { _, feature in try body(parcel(feature)) }
    } catch let error as WorkflowError {
      throw error
    } catch let error as GeoError {
      throw WorkflowError(error)
    } catch {
      throw .surroundings(path: folder, detail: "\(error)")
    }
  }

  /// A feature of the layer with its personal values masked.
  func parcel(_ feature: Feature) -> ExportParcel {
    var shape: PolygonShape?
    if case .polygon(let found) = feature.geometry { shape = found }
    let values = zip(feature.values, fields).map { value, field in
      field.isMasked && value != .null && !value.text.isEmpty
        ? FieldValue.text(PersonalFields.mask) : value
    }
    return ExportParcel(values: values, shape: shape, wkb: feature.wkb)
  }

  private static func value(_ text: String, _ field: ExportField) -> FieldValue {
    if text.isEmpty { return .null }
    if field.isMasked { return .text(PersonalFields.mask) }
    return field.definition.kind == .real
      ? Double(text).map(FieldValue.real) ?? .null : .text(text)
  }
}
