import CarbonDocuments
import ForestModel

/// Tables that the page of any verb has: findings, rows, input files.
struct RunTables {
  let accounts: [RowAccount]
  let inputs: [FileRecord]
  let log: FindingLog
  /// What stands before the file names of evidence, e.g. `estimate/`.
  let folder: String

  init(rows: [RowAccount], inputs: [FileRecord], log: FindingLog, folder: String = "") {
    accounts = rows
    self.inputs = inputs
    self.log = log
    self.folder = folder
  }

  static func column(
    _ english: String, vi: String, number: Bool = true, _ weight: Double = 1
  ) -> Table.Column {
    Table.Column(Passage(english, vi: vi), isNumeric: number, weight: weight)
  }

  var findings: Table {
    var first: [String: Finding] = [:]
    for finding in log.findings where first[finding.kind.code] == nil {
      first[finding.kind.code] = finding
    }
    var rows: [[Slot]] = []
    for severity in Severity.allCases {
      for code in log.counts.keys.sorted() {
        guard let finding = first[code], finding.kind.severity == severity else { continue }
        let count = Double(log.counts[code, default: 0])
        rows.append([
          .passage(
            Passage(severity.label(.english), vi: severity.label(.vietnamese))),
          .code(code),
          .datum(
            Datum(
              count, unit: "1",
              source: EvidenceSource(file: folder + "run.json", column: "findings.by_code." + code))
          ),
          .passage(
            Passage(
              "{where}: {sentence}", vi: "{where}: {sentence}",
              [
                "where": .code(finding.location.text),
                "sentence": .passage(finding.passage),
              ])),
        ])
      }
    }
    return Table(
      id: "table-findings",
      caption: Passage(
        "Findings by kind, each with its first example; all are in run.json.",
        vi:
          "Các vấn đề phát hiện theo loại, mỗi loại kèm ví dụ đầu tiên; toàn bộ có trong run.json."),
      columns: [
        Self.column("Severity", vi: "Mức độ", number: false, 0.9),
        Self.column("Code", vi: "Mã", number: false, 1.8),
        Self.column("Count", vi: "Số lượng", 0.8),
        Self.column("First", vi: "Ví dụ đầu tiên", number: false, 3.6),
      ], rows: rows)
  }

  var rows: Table {
    let names: [String: Passage] = [
      "trees": Passage("trees", vi: "cây"), "plots": Passage("plots", vi: "ô tiêu chuẩn"),
      "heights": Passage("heights", vi: "chiều cao"), "strata": Passage("strata", vi: "bảng tầng"),
      "stock": Passage("stock factors", vi: "hệ số trữ lượng"),
      "parcels": Passage("parcels", vi: "lô rừng"),
      "wood-density": Passage("wood densities", vi: "khối lượng thể tích gỗ"),
      "activity-data": Passage("activity data", vi: "số liệu hoạt động"),
      "emission-factors": Passage("emission factors", vi: "hệ số phát thải"),
      "gain-loss": Passage("gains and losses", vi: "tăng và giảm trữ lượng"),
      "harvested-wood": Passage("harvested wood", vi: "gỗ khai thác"),
      "answers": Passage("answers", vi: "câu trả lời"),
    ]
    let rows = accounts.map { account -> [Slot] in
      func count(_ name: String, _ value: Int) -> Slot {
        .datum(
          Datum(
            Double(value), unit: "1",
            source: EvidenceSource(
              file: folder + "run.json", column: "rows.\(account.table).\(name)")))
      }
      func reasons(_ counts: [String: Int], _ column: String) -> Slot {
        let parts = counts.keys.sorted().map { code in
          Passage(
            "{code}: {n}", vi: "{code}: {n}",
            ["code": .code(code), "n": count("\(column).\(code)", counts[code] ?? 0)])
        }
        return parts.isEmpty ? .text("") : .passage(Passage(joining: parts))
      }
      return [
        names[account.table].map(Slot.passage) ?? .text(account.table),
        count("read", account.read), count("used", account.used),
        count("rejected", account.rejected),
        reasons(account.rejectedBy, "rejected_by"), reasons(account.imputedBy, "imputed_by"),
      ]
    }
    return Table(
      id: "table-rows",
      caption: Passage(
        "What became of every row: read = used + not used.",
        vi: "Kết quả xử lý từng dòng: đã đọc = dùng + không dùng."),
      columns: [
        Self.column("Table", vi: "Bảng", number: false, 1.3),
        Self.column("Read", vi: "Đã đọc", 0.8),
        Self.column("Used", vi: "Dùng", 0.8), Self.column("Not used", vi: "Không dùng", 0.8),
        Self.column("Why not", vi: "Lý do không dùng", number: false, 2),
        Self.column("Filled in", vi: "Giá trị bổ sung", number: false, 2),
      ], rows: rows)
  }

  var inputTable: Table { inputTable { _ in true } }

  /// The files that are wanted.
  func inputTable(where isWanted: (FileRecord) -> Bool) -> Table {
    let rows = inputs.enumerated().filter { isWanted($0.element) }.map { index, file -> [Slot] in
      [
        .code(file.role), .code(fileName(file.path)),
        .datum(
          Datum(
            Double(file.bytes), unit: "byte",
            source: EvidenceSource(file: folder + "run.json", column: "inputs[\(index)].bytes"))),
        .code(String(file.sha256.prefix(16)) + "…"),
      ]
    }
    return Table(
      id: "table-inputs",
      caption: Passage(
        "Input files: size in bytes and the first 16 digits of their SHA-256; the whole is in run.json.",
        vi: "Tệp đầu vào: kích thước (byte) và 16 chữ số đầu của SHA-256; đầy đủ trong run.json."),
      columns: [
        Self.column("Role", vi: "Vai trò", number: false),
        Self.column("File", vi: "Tệp", number: false, 1.6),
        Self.column("Bytes", vi: "Byte", 1.1),
        Self.column("SHA-256", vi: "SHA-256", number: false, 1.8),
      ], rows: rows)
  }
}
