import Glibc

/// A table of a PostgreSQL database as it is named on a command line:
/// `PG:host=/run/postgresql user=tung dbname=forest:survey.trees`.
///
/// Settings are those of libpq (`keyword=value`, quotes where a value holds blanks). `dbname` comes last; the
/// table, with its schema where it has one, stands behind a colon. A password is refused: a command line is
/// seen by everybody on the machine and would stand in the record of the run. libpq takes it from PGPASSWORD
/// or from ~/.pgpass.
public struct PostgresSource: Sendable, Equatable {
  private struct Setting: Sendable, Equatable {
    var keyword: String
    var value: String
  }

  private var settings: [Setting]
  /// Table, with its schema where one was named; `nil` where none was.
  public private(set) var table: String?

  /// Whether a name is that of a database, not of a file.
  public static func isNamed(by name: String) -> Bool { name.hasPrefix("PG:") }

  /// Takes a name apart; nothing is opened.
  public init(_ name: String) throws(GeoError) {
    func fail(_ code: GeoError.Code, _ detail: String) -> GeoError {
      GeoError(code, path: Self.shown(name), detail: detail)
    }
    guard let parts = Self.parts(of: name), Self.isNamed(by: name) else {
      throw fail(.badConnection, "keyword=value is needed")
    }
    let keywords = parts.settings.map(\.keyword)
    if keywords.contains(where: { $0.contains("password") }) || name.contains("://") {
      throw fail(.passwordInConnection, "a password is not taken from a command line")
    }
    guard keywords.last == "dbname", keywords.count(where: { $0 == "dbname" }) == 1,
      parts.settings.last?.value.isEmpty == false,
      // These are GDAL's own and would let in tables that the name does not tell of.
      !keywords.contains(where: { ["tables", "schemas", "active_schema"].contains($0) })
    else { throw fail(.badConnection, "dbname is needed, as the last setting") }
    settings = parts.settings
    table = parts.table
  }

  /// The same database with a table, where the name itself has none.
  public func taking(table name: String?) -> PostgresSource {
    var source = self
    source.table = table ?? name
    return source
  }

  /// What opens the same table again; for records.
  public var name: String { connection + (table.map { ":" + $0 } ?? "") }

  /// Connection as GDAL takes it.
  var connection: String {
    "PG:" + settings.map { $0.keyword + "=" + Self.quoted($0.value) }.joined(separator: " ")
  }

  /// Database and table, for findings: `PG:forest:survey.trees`.
  public var label: String {
    "PG:" + (settings.last?.value ?? "") + (table.map { ":" + $0 } ?? "")
  }

  /// The label of a name, also of one that cannot be opened.
  public static func label(of name: String) -> String {
    (try? PostgresSource(name))?.label ?? shown(name)
  }

  /// Whether the server is on this machine: a socket, or a loopback address.
  var isLocal: Bool {
    func stated(_ keyword: String, _ variable: String) -> String? {
      settings.last { $0.keyword == keyword }?.value
        ?? getenv(variable).map { String(cString: $0) }
    }
    // A file of services may name any host.
    if stated("service", "PGSERVICE") != nil { return false }
    let hosts = stated("hostaddr", "PGHOSTADDR") ?? stated("host", "PGHOST") ?? ""
    return hosts.split(separator: ",", omittingEmptySubsequences: false)
      .allSatisfy { Self.isLoopback(String($0)) }
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host.isEmpty || host.hasPrefix("/") || host.hasPrefix("@") || host == "localhost" {
      return true
    }
    var four = in_addr()
    if inet_pton(AF_INET, host, &four) == 1 { return UInt32(bigEndian: four.s_addr) >> 24 == 127 }
    var six = in6_addr()
    guard inet_pton(AF_INET6, host, &six) == 1 else { return false }
    return withUnsafeBytes(of: six) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
  }

  /// A name without the values of its settings, where it cannot be taken apart or holds a password.
  private static func shown(_ name: String) -> String {
    guard let parts = parts(of: name), !name.contains("://") else { return "PG:…" }
    return "PG:"
      + parts.settings.map {
        $0.keyword + "=" + ($0.keyword.contains("password") ? "…" : quoted($0.value))
      }.joined(separator: " ")
  }

  private static func quoted(_ value: String) -> String {
    let isPlain =
      !value.isEmpty && value.allSatisfy { $0.isLetter || $0.isNumber || "_-./@%+,".contains($0) }
    if isPlain { return value }
    return "'"
      + value.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }

  /// Settings by libpq's grammar; behind the value of `dbname` a colon and the table. `nil` where the text
  /// does not follow it.
  private static func parts(of name: String) -> (settings: [Setting], table: String?)? {
    var rest = Substring(name.dropFirst(3))
    var settings: [Setting] = []
    func skipBlanks() { rest = rest.drop { $0.isWhitespace } }
    while true {
      skipBlanks()
      if rest.isEmpty { return settings.isEmpty ? nil : (settings, nil) }
      let keyword = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }).lowercased()
      rest = rest.dropFirst(keyword.count)
      skipBlanks()
      guard !keyword.isEmpty, rest.first == "=" else { return nil }
      rest = rest.dropFirst()
      skipBlanks()
      let isQuoted = rest.first == "'"
      if isQuoted { rest = rest.dropFirst() }
      var value = ""
      var isClosed = !isQuoted
      while let character = rest.first {
        if isQuoted ? character == "'" : character.isWhitespace { break }
        if !isQuoted, keyword == "dbname", character == ":" { break }
        rest = rest.dropFirst()
        if character == "\\" {
          guard let escaped = rest.popFirst() else { return nil }
          value.append(escaped)
        } else {
          value.append(character)
        }
      }
      if isQuoted, rest.first == "'" {
        rest = rest.dropFirst()
        isClosed = true
      }
      guard isClosed else { return nil }
      settings.append(Setting(keyword: keyword, value: value))
      if keyword == "dbname", rest.first == ":" {
        let table = rest.dropFirst()
        return table.isEmpty ? nil : (settings, String(table))
      }
    }
  }
}
