import Crypto
import ForestGeo
import ForestModel

/// What a table of a database holds, as one hash: the same for the same rows, wherever they lie in the table.
struct TableDigest {
  /// What opens the table again, without a password.
  let name: String
  /// Bytes that were hashed.
  let bytes: Int
  let sha256: String

  /// Reads the whole table. Each value is hashed with its kind and length, so that no two tables share a hash by
  /// how their values join; rows come in an order that depends on nothing but what they hold.
  init(_ path: String) throws(WorkflowError) {
    var hash = SHA256()
    var size = 0
    func add(_ kind: Character, _ value: [UInt8]) {
      let head = Array("\(kind)\(value.count):".utf8)
      hash.update(data: head)
      hash.update(data: value)
      size += head.count + value.count
    }
    do {
      name = try PostgresSource(path).name
      let table = try VectorDataset(path)
      for field in table.fields { add("f", Array("\(field.name) \(field.kind)".utf8)) }
      add("r", Array((table.reference?.wkt ?? "").utf8))
      try table.forEachFeature([.values, .wkb]) { _, feature in
        for value in feature.values {
          if value == .null { add("n", []) } else { add("v", Array(value.text.utf8)) }
        }
        add("g", feature.wkb)
      }
    } catch let error as GeoError {
      throw WorkflowError(error)
    } catch {
      throw .surroundings(path: PostgresSource.label(of: path), detail: "\(error)")
    }
    bytes = size
    sha256 = FileRecord.hexadecimal(hash.finalize())
  }
}
