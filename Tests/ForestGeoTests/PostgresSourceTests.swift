import ForestGeo
import TestSupport
import Testing

@Suite("Names of database tables")
struct PostgresSourceTests {
  @Test(
    "taken apart by libpq's grammar; the table stands behind the database",
    arguments: [
      ("PG:dbname=forest", "PG:dbname=forest", nil),
      ("PG:dbname=forest:trees", "PG:dbname=forest:trees", "trees"),
      (
        "PG:  host = /run/postgresql  port=5433 dbname=forest:khảo sát.lô rừng",
        "PG:host=/run/postgresql port=5433 dbname=forest:khảo sát.lô rừng", "khảo sát.lô rừng"
      ),
      ("PG:host=::1 dbname=forest:a.b", "PG:host='::1' dbname=forest:a.b", "a.b"),
      (
        #"PG:user='O\'Neil \\ x' dbname='my db':t"#, #"PG:user='O\'Neil \\ x' dbname='my db':t"#,
        "t"
      ),
      (#"PG:user=a\ b dbname='x:y'"#, "PG:user='a b' dbname='x:y'", nil),
    ] as [(String, String, String?)])
  func names(typed: String, name: String, table: String?) throws {
    let source = try PostgresSource(typed)
    #expect(source.name == name)
    #expect(source.table == table)
    #expect(try PostgresSource(source.name) == source)
    #expect(source.taking(table: "s.t").table == table ?? "s.t")
  }

  @Test(
    "refused: without a database, with a password, with settings of GDAL's own",
    arguments: [
      ("PG:", GeoError.Code.badConnection), ("PG:host=x", .badConnection),
      ("PG:dbname=x host=y", .badConnection), ("PG:dbname=x:", .badConnection),
      ("PG:dbname='x", .badConnection), ("PG:dbname", .badConnection),
      ("PG:dbname=a dbname=b", .badConnection), ("PG:tables=a dbname=b", .badConnection),
      ("PG:password=secret dbname=x", .passwordInConnection),
      ("PG:PassWord='se cret' dbname=x", .passwordInConnection),
      ("PG:sslpassword=secret dbname=x", .passwordInConnection),
      ("PG:postgresql://me:secret@localhost/x", .badConnection),
    ])
  func refused(name: String, code: GeoError.Code) {
    do throws(GeoError) {
      _ = try PostgresSource(name)
      Issue.record("\(name) was taken")
    } catch {
      #expect(error.code == code)
      #expect(!"\(error)".contains("cret"))
    }
    #expect(!PostgresSource.label(of: name).contains("cret"))
  }

  @Test(
    "a host that is not this machine is a network",
    arguments: [
      "host=192.0.2.1", "host=127.0.0.1.example.org", "hostaddr=192.0.2.1 host=localhost",
      "host=localhost,db.example.org", "host=::2", "service=far", "host=localhost service=far",
    ])
  func network(settings: String) {
    do {
      _ = try VectorDataset("PG:\(settings) dbname=x:t")
      Issue.record("\(settings) was opened")
    } catch {
      #expect(error.code == .networkRefused)
    }
  }

  @Test(
    "a socket and loopback addresses are not: the server is looked for, and is not there",
    arguments: [
      "host=/nonexistent", "host=127.0.0.1 port=1", "host=127.9.9.9 port=1", "host=::1 port=1",
      "host=localhost port=1", "hostaddr=127.0.0.1 host=db.example.org port=1",
    ])
  func local(settings: String) {
    do {
      _ = try VectorDataset("PG:\(settings) dbname=x:t")
      Issue.record("\(settings) was opened")
    } catch {
      #expect(error.code == .openFailed, "\(error)")
    }
  }
}
