import Foundation
import TestSupport
import Testing

@Suite(
  "PostGIS", .serialized,
  .enabled(if: PostgresServer.isInstalled, Comment(rawValue: PostgresServer.reason)),
  PostgresTrait())
struct PostgresTests {
  private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

  private func inputs(_ results: String) throws -> [String: String] {
    let data = try bytes(results + "/run.json")
    let root = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let list = root?["inputs"] as? [[String: Any]] ?? []
    return Dictionary(
      list.map { ($0["role"] as? String ?? "", $0["sha256"] as? String ?? "") },
      uniquingKeysWith: { first, _ in first })
  }

  /// Tables of a schema with the land and the field data of a small estimate, in some order of rows.
  private func load(_ small: SmallEstimate, _ schema: String, isShuffled: Bool) throws {
    let server = try #require(PostgresServer.current)
    let order = isShuffled ? [5, 0, 6, 3, 1, 4, 2] : Array(0..<7)
    let land = order.map { place -> String in
      let shape = SmallEstimate.shapes[place]
      return "('\(shape.id)', '\(shape.stratum)', ST_GeomFromText('\(shape.wkt)', 9206))"
    }
    func rows(_ file: String) throws -> String {
      let lines = try String(contentsOfFile: small.folder + file, encoding: .utf8)
        .split(separator: "\n").dropFirst().map { line -> String in
          let cells = line.split(separator: ",")
          return "('\(cells[0])', '\(cells[1])', \(cells[2]))"
        }
      return (isShuffled ? lines.reversed() : Array(lines)).joined(separator: ", ")
    }
    try server.sql(
      """
      INSERT INTO spatial_ref_sys (srid, auth_name, auth_srid, proj4text, srtext)
        SELECT 9206, 'EPSG', 9206, proj4text, srtext FROM spatial_ref_sys WHERE srid = 3405
        AND NOT EXISTS (SELECT 1 FROM spatial_ref_sys WHERE srid = 9206);
      DROP SCHEMA IF EXISTS "\(schema)" CASCADE;
      CREATE SCHEMA "\(schema)";
      CREATE TABLE "\(schema)".parcels (parcel_id text, stratum text, geom geometry(MultiPolygon, 9206));
      INSERT INTO "\(schema)".parcels VALUES \(land.joined(separator: ", "));
      CREATE TABLE "\(schema)".plots (plot_id text, stratum text, area_ha float8);
      INSERT INTO "\(schema)".plots VALUES \(try rows("/plots.csv"));
      CREATE TABLE "\(schema)".trees (plot_id text, tree_id text, agb_kg float8);
      INSERT INTO "\(schema)".trees VALUES \(try rows("/trees.csv"));
      """)
  }

  private func call(_ small: SmallEstimate, _ connection: String, _ schema: String) -> [String] {
    var call = small.arguments(parcels: connection + ":\(schema).parcels")
    call[4] = connection + ":\(schema).plots"
    call[6] = connection + ":\(schema).trees"
    return call
  }

  @Test(
    "parcels, plots and trees from a database: the figures of the files, whatever the order of the rows"
  )
  func source() throws {
    let server = try #require(PostgresServer.current)
    let small = try SmallEstimate("postgres")
    try load(small, "khảo sát", isShuffled: false)
    try load(small, "shuffled", isShuffled: true)
    let out = small.folder
    for (schema, name) in [("khảo sát", "/a"), ("shuffled", "/b")] {
      let run = try ToolRun(call(small, server.connection, schema) + ["--out", out + name])
      #expect(run.exitCode == 0, "\(run.errors)")
    }
    // The layer may be named apart.
    var apart = call(small, server.connection, "shuffled")
    apart[2] = server.connection
    let run = try ToolRun(apart + ["--parcels-layer", "shuffled.parcels", "--out", out + "/c"])
    #expect(run.exitCode == 0, "\(run.errors)")
    let files = try csv(small.results + "/parcels.csv")
    for name in ["/a", "/b", "/c"] {
      let rows = try csv(out + name + "/parcels.csv")
      #expect(rows.map { $0["parcel_id"] } == files.map { $0["parcel_id"] })
      #expect(rows.map { $0["co2e_t"] } == files.map { $0["co2e_t"] })
      #expect(rows.map { $0["area_ha"] } == files.map { $0["area_ha"] })
    }
    for file in ["parcels.csv", "parcels.gpkg", "strata.csv", "plots.csv", "trees.csv"] {
      #expect(try bytes(out + "/a/" + file) == bytes(out + "/b/" + file), "\(file)")
    }
    // The record knows the tables by what they hold.
    let (a, b, c) = (
      try inputs(out + "/a"), try inputs(out + "/b"), try inputs(out + "/c")
    )
    for role in ["parcels", "plots", "trees"] {
      #expect(a[role]?.count == 64 && a[role] == b[role] && b[role] == c[role], "\(role)")
    }
    #expect(try ToolRun(["verify", out + "/b"]).exitCode == 0)
    try server.sql(
      "UPDATE shuffled.trees SET agb_kg = agb_kg + 1 WHERE tree_id = '1' AND plot_id = '4'")
    let changed = try ToolRun(["verify", out + "/b"])
    #expect(changed.exitCode == 1)
    #expect((changed.output + changed.errors).contains("input-changed"))
    #expect(try ToolRun(["export", out + "/b", "--out", out + "/x"]).exitCode == 1)
  }

  @Test(
    "findings name the table; a password is refused and repeated nowhere; other hosts need leave")
  func refusals() throws {
    let server = try #require(PostgresServer.current)
    let small = try SmallEstimate("refusals")
    try load(small, "faulty", isShuffled: false)
    try server.sql("UPDATE faulty.trees SET agb_kg = -5 WHERE plot_id = '2'")
    let out = ["--out", small.folder + "/o"]
    let faulty = try ToolRun(call(small, server.connection, "faulty") + out)
    #expect(faulty.exitCode == 1)
    #expect(faulty.errors.contains("PG:forest:faulty.trees:3:agb_kg:"), "\(faulty.errors)")

    func parcels(_ source: String) throws -> ToolRun {
      try ToolRun(small.arguments(parcels: source) + out)
    }
    let secret = try parcels(
      "PG:host=\(server.folder) password='s3 cret' dbname=forest:faulty.parcels")
    #expect(secret.exitCode == 2 && secret.errors.contains("PGPASSWORD"), "\(secret.errors)")
    #expect(!(secret.output + secret.errors).contains("cret"))
    let address = try parcels("PG:postgresql://tester:s3cret@localhost/forest")
    #expect(address.exitCode == 2 && !address.errors.contains("s3cret"), "\(address.errors)")
    let abroad = try parcels("PG:host=192.0.2.7 dbname=forest:faulty.parcels")
    #expect(abroad.exitCode == 2 && abroad.errors.contains("--allow-network"))
    let disguised = try parcels(
      "PG:host=localhost hostaddr=192.0.2.7 dbname=forest:faulty.parcels")
    #expect(disguised.exitCode == 2 && disguised.errors.contains("--allow-network"))
    let unnamed = try parcels(server.connection)
    #expect(unnamed.exitCode == 2, "\(unnamed.errors)")
    #expect(unnamed.errors.contains("which table?") && unnamed.errors.contains("faulty.parcels"))
    let missing = try parcels(server.connection + ":faulty.lots")
    #expect(missing.exitCode == 2 && missing.errors.contains("no such table"))
    // The loopback address asks for a password, and there is none.
    let denied = try parcels(server.loopback + ":faulty.parcels")
    #expect(denied.exitCode == 3, "\(denied.errors)")
    #expect(!FileManager.default.fileExists(atPath: small.folder + "/o"))
    let allowed = try ToolRun(
      small.arguments(parcels: server.loopback + ":faulty.parcels") + out,
      environment: ["PGPASSWORD": "s3cret"])
    #expect(allowed.exitCode == 0, "\(allowed.errors)")
    let record = try String(contentsOfFile: small.folder + "/o/run.json", encoding: .utf8)
    #expect(!record.contains("s3cret") && record.contains("dbname=forest:faulty.parcels"))
  }

  @Test("into a database: all or nothing, our tables replaced, those of others kept")
  func target() throws {
    let server = try #require(PostgresServer.current)
    let small = try SmallEstimate("target", options: ["--keep-personal"])
    let call = ["export", small.results, "--to", server.connection, "--out", small.folder + "/x"]
    let first = try ToolRun(call)
    #expect(first.exitCode == 0, "\(first.errors)")
    let rows = try csv(small.results + "/parcels.csv")
    let tonnes = rows.map { $0.number("co2e_t") }.filter { !$0.isNaN }.reduce(0, +)
    let counted = try server.sql(
      "SELECT count(*), count(co2e_t), sum(co2e_t), min(ST_SRID(geom)), bool_and(ST_IsValid(geom)) FROM forestcarbon.parcels"
    ).split(separator: "|").map(String.init)
    #expect(counted.count == 5 && counted[0] == "7" && counted[1] == "6")
    #expect(relative(Double(counted[2]) ?? .nan, tonnes) < 1e-12)
    #expect(counted[3] == "9206" && counted[4] == "t")
    #expect(try server.sql("SELECT DISTINCT \"chủ rừng\" FROM forestcarbon.parcels") == "***")
    let comment = try server.sql(
      "SELECT col_description('forestcarbon.parcels'::regclass, attnum) FROM pg_attribute WHERE attrelid = 'forestcarbon.parcels'::regclass AND attname = 'co2e_t'"
    )
    #expect(comment.contains("not an issued credit"))
    #expect(try server.sql("SELECT count(*) FROM forestcarbon.strata") == "3")
    #expect(
      try csv(small.results + "/strata.csv").map { $0["co2e_t"] ?? "" }.filter { $0 != "" }.count
        == Int(server.sql("SELECT count(co2e_t) FROM forestcarbon.strata")))

    // What is written can be read again, and comes out the same.
    let again = try ToolRun(
      small.arguments(parcels: server.connection + ":forestcarbon.parcels") + [
        "--parcel-id", "parcel_id", "--out", small.folder + "/again",
      ])
    #expect(again.exitCode == 0, "\(again.errors)")
    let repeated = try csv(small.folder + "/again/parcels.csv")
    #expect(repeated.map { $0["area_ha"] } == rows.map { $0["area_ha"] })

    // A second time it replaces its own tables.
    #expect(try ToolRun(call).exitCode == 0)
    #expect(try server.sql("SELECT count(*) FROM forestcarbon.parcels") == "7")

    // A view that rests on the table stops it half-way: nothing has changed, no file either.
    try server.sql(
      "DELETE FROM forestcarbon.parcels WHERE parcel_id = 'P1'; CREATE VIEW forestcarbon.mine AS SELECT * FROM forestcarbon.strata"
    )
    let blocked = try ToolRun(Array(call.dropLast()) + [small.folder + "/y", "--format", "csv"])
    #expect(blocked.exitCode == 3, "\(blocked.errors)")
    #expect(try server.sql("SELECT count(*) FROM forestcarbon.parcels") == "6")
    #expect(!FileManager.default.fileExists(atPath: small.folder + "/y"))

    // Tables of others are not touched unless that is typed.
    try server.sql(
      "CREATE SCHEMA other; CREATE TABLE other.parcels (a int); INSERT INTO other.parcels VALUES (1)"
    )
    let foreign = try ToolRun(call + ["--schema", "other"])
    #expect(foreign.exitCode == 1)
    #expect(
      foreign.errors.contains("PG:forest:other.parcels: the table is there"), "\(foreign.errors)")
    #expect(try server.sql("SELECT a FROM other.parcels") == "1")
    let replaced = try ToolRun(call + ["--schema", "other", "--replace"])
    #expect(replaced.exitCode == 0, "\(replaced.errors)")
    #expect(try server.sql("SELECT count(*) FROM other.parcels") == "7")
    // A name that is meant to be more than a name is just a name.
    let odd = "x\"; DROP SCHEMA other CASCADE; --'"
    let quoted = try ToolRun(call + ["--schema", odd])
    #expect(quoted.exitCode == 0, "\(quoted.errors)")
    #expect(try server.sql("SELECT count(*) FROM other.parcels") == "7")
  }
}
