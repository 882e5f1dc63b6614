import ForestGeo
import ForestModel

/// Results as tables of a database: `parcels` with its polygons, and `strata`. One transaction: others see the
/// old tables or the new ones. Every table bears a comment by which a later export knows it as its own.
struct PostgresExport: ~Copyable {
  private let target: PostgresTarget
  private let source: PostgresSource
  private let schema: String
  private static let mark = "forestcarbon export"

  /// Opens the database; it must have PostGIS.
  init(_ name: String, schema: String) throws(WorkflowError) {
    let opened: PostgresSource
    do throws(GeoError) { opened = try PostgresSource(name) } catch { throw WorkflowError(error) }
    guard opened.table == nil else {
      throw .usage(
        Phrase(
          "--to takes a database without a table: the tables are parcels and strata of --schema {schema}",
          vi:
            "--to nhận cơ sở dữ liệu, không kèm tên bảng: hai bảng parcels và strata nằm trong --schema {schema}"
        ), ["schema": schema])
    }
    let writing: PostgresTarget
    do throws(GeoError) { writing = try PostgresTarget(opened) } catch {
      throw WorkflowError(error)
    }
    let hasPostGIS: Bool
    do throws(GeoError) {
      hasPostGIS = try !writing.row("SELECT 1 FROM pg_extension WHERE extname = 'postgis'").isEmpty
    } catch {
      throw WorkflowError(error)
    }
    guard hasPostGIS else {
      throw .usage(
        Phrase(
          "{path}: the database has no PostGIS; its owner types CREATE EXTENSION postgis",
          vi: "{path}: cơ sở dữ liệu chưa có PostGIS; chủ cơ sở dữ liệu gõ CREATE EXTENSION postgis"
        ),
        ["path": opened.label])
    }
    source = opened
    target = writing
    self.schema = schema
  }

  /// The database as messages show it.
  var label: String { source.label }
  /// The database as records name it.
  var name: String { source.name }

  private func relation(_ table: String) -> String {
    PostgresTarget.quoted(schema) + "." + PostgresTarget.quoted(table)
  }

  /// Writes both tables, counts them again inside the transaction, and says how many rows they have.
  func write(
    _ results: ExportSource, _ totals: ExportTotals, replaces: Bool, _ language: Language,
    runID: String
  ) throws(WorkflowError) -> [(name: String, rows: Int)] {
    var log = FindingLog()
    do {
      for table in ["parcels", "strata"] {
        if try !clear(table, replaces: replaces) {
          log.add(.tableNotOurs, at: FindingLocation(file: "\(label):\(schema).\(table)"))
        }
      }
      if log.hasErrors { throw WorkflowError.findings(log) }
      let schemaName = PostgresTarget.literal(schema)
      if try target.row("SELECT 1 FROM pg_namespace WHERE nspname = \(schemaName)").isEmpty {
        try target.execute("CREATE SCHEMA \(PostgresTarget.quoted(schema))")
      }
      try writeParcels(results, totals, language)
      let strata = try writeStrata(results)
      for table in ["parcels", "strata"] {
        try target.execute(
          "COMMENT ON TABLE \(relation(table)) IS "
            + PostgresTarget.literal("\(Self.mark); run \(runID)"))
      }
      return [("\(schema).parcels", results.count), ("\(schema).strata", strata)]
    } catch {
      throw results.wrap(error)
    }
  }

  consuming func commit() throws(WorkflowError) {
    do throws(GeoError) { try target.commit() } catch { throw WorkflowError(error) }
  }

  /// Removes a table that may be removed.
  /// - Returns: `false` for one that somebody else made.
  private func clear(_ table: String, replaces: Bool) throws -> Bool {
    let name = PostgresTarget.literal(relation(table))
    let found = try target.row(
      "SELECT coalesce(obj_description(to_regclass(\(name)), 'pg_class'), '') WHERE to_regclass(\(name)) IS NOT NULL"
    )
    guard let comment = found.first else { return true }
    guard replaces || comment.hasPrefix(Self.mark) else { return false }
    // Without CASCADE: a view of somebody that rests on the table stops the export.
    try target.execute("DROP TABLE \(relation(table))")
    return true
  }

  private func writeParcels(
    _ results: ExportSource, _ totals: ExportTotals, _ language: Language
  ) throws {
    guard let reference = results.reference else {
      preconditionFailure("results without polygons were refused before")
    }
    let names = FieldNames.database(results.fields.map(\.name))
    try target.register(reference)
    try target.create(
      "parcels", in: schema, reference: reference,
      fields: zip(names, results.fields).map { FieldDefinition($0, $1.definition.kind) }
    ) { add in
      try results.forEach { try add($0.values, $0.wkb) }
    }
    for (name, field) in zip(names, results.fields) {
      let words = "\(field.words.alias.text(language)): \(field.words.meaning.text(language))"
      try target.execute(
        "COMMENT ON COLUMN \(relation("parcels")).\(PostgresTarget.quoted(name)) IS "
          + PostgresTarget.literal(words))
    }
    let found = try target.row(
      "SELECT count(*), coalesce(sum(co2e_t), 0) FROM \(relation("parcels"))")
    let sum = found.count == 2 ? Double(found[1]) ?? .nan : .nan
    guard found.first == "\(results.count)", abs(sum - totals.co2eT) <= 1e-9 * abs(totals.co2eT)
    else {
      throw WorkflowError.surroundings(
        path: label,
        detail:
          "the table holds other figures than the results (\(found.joined(separator: ", "))); nothing was changed"
      )
    }
  }

  private func writeStrata(_ results: ExportSource) throws -> Int {
    let table = try TableContents(path: results.folder + "/strata.csv")
    let rows = table.rows.map { $0.cells.map(String.init) }
    let kinds = table.header.indices.map { place -> FieldKind in
      let cells = rows.map { $0[place] }.filter { !$0.isEmpty }
      let isNumber = table.header[place] != "stratum" && cells.allSatisfy { Double($0) != nil }
      return isNumber && !["treatment", "reason"].contains(table.header[place]) ? .real : .text
    }
    try target.create(
      "strata", in: schema, reference: nil,
      fields: zip(table.header, kinds).map { FieldDefinition($0, $1) }
    ) { add in
      for row in rows {
        try add(
          zip(row, kinds).map { cell, kind in
            cell.isEmpty
              ? .null : kind == .real ? Double(cell).map(FieldValue.real) ?? .null : .text(cell)
          }, [])
      }
    }
    return rows.count
  }
}
