/// A value of a field of a table or layer.
public enum CellValue: Sendable, Equatable {
  /// Not filled in.
  case null
  /// A whole number.
  case integer(Int)
  /// A number.
  case real(Double)
  /// Text.
  case text(String)
}

/// What a field of a table or layer holds.
public enum CellKind: Sendable, Equatable {
  /// Whole numbers, at most this many digits.
  case integer(width: Int)
  /// Numbers: width and decimals.
  case real(width: Int, decimals: Int)
  /// Text of at most this many characters.
  case text(width: Int)
}

/// The record of a parcel in the schema of the annual forest-status data (FRMS): 51 fields in the
/// published order, and `nguon`, which says SYNTHETIC.
public struct StatusRecord: Sendable, Equatable {
  /// Values in order of `fields`.
  public var values: [CellValue]

  /// Value of a field by its name.
  public subscript(_ name: String) -> CellValue {
    get { values[Self.place(name)] }
    set { values[Self.place(name)] = newValue }
  }

  /// Names and kinds of the fields.
  public static let fields: [(name: String, kind: CellKind)] = [
    ("tt", .integer(width: 9)), ("id", .integer(width: 9)), ("matinh", .integer(width: 3)),
    ("mahuyen", .integer(width: 4)), ("maxa", .integer(width: 5)), ("xa", .text(width: 30)),
    ("tk", .text(width: 5)), ("khoanh", .text(width: 5)), ("lo", .text(width: 10)),
    ("thuad", .integer(width: 4)), ("tobando", .text(width: 5)), ("diadanh", .text(width: 50)),
    ("dtich", .real(width: 9, decimals: 2)), ("nggocr", .integer(width: 2)),
    ("ldlr", .text(width: 5)), ("maldlr", .integer(width: 3)), ("sldlr", .text(width: 30)),
    ("namtr", .integer(width: 4)), ("captuoi", .integer(width: 2)), ("ktan", .integer(width: 2)),
    ("nggocrt", .integer(width: 2)), ("thanhrung", .integer(width: 2)),
    ("mgo", .real(width: 7, decimals: 2)), ("mtn", .real(width: 9, decimals: 3)),
    ("mgolo", .real(width: 10, decimals: 2)), ("mtnlo", .real(width: 10, decimals: 3)),
    ("lapdia", .integer(width: 2)), ("malr3", .integer(width: 2)), ("mdsd", .text(width: 5)),
    ("mamdsd", .integer(width: 2)), ("dtuong", .integer(width: 2)), ("churung", .text(width: 50)),
    ("machur", .integer(width: 5)), ("trchap", .integer(width: 2)),
    ("quyensd", .integer(width: 2)), ("thoihansd", .integer(width: 2)),
    ("khoan", .integer(width: 2)), ("nqh", .integer(width: 2)), ("nguoink", .text(width: 30)),
    ("nguoitrch", .text(width: 30)), ("mangnk", .integer(width: 5)),
    ("mangtrch", .integer(width: 5)), ("ngsinh", .integer(width: 2)),
    ("kd", .real(width: 11, decimals: 2)), ("vd", .real(width: 10, decimals: 2)),
    ("capkd", .real(width: 5, decimals: 1)), ("capvd", .real(width: 5, decimals: 2)),
    ("locu", .text(width: 10)), ("vitrithua", .integer(width: 2)), ("tinh", .text(width: 30)),
    ("huyen", .text(width: 30)), ("nguon", .text(width: 10)),
  ]

  private static let places = Dictionary(
    uniqueKeysWithValues: fields.enumerated().map { ($0.element.name, $0.offset) })

  /// Place of a field.
  public static func place(_ name: String) -> Int {
    guard let place = places[name] else { preconditionFailure("no field \(name)") }
    return place
  }

  /// Volumes that a natural timber class may have, m³/ha (Circular 33/2018/TT-BNNPTNT, Art. 7; 10 to
  /// 100 for regenerating forest, which has no bound of its own).
  static let volumeRange: [String: ClosedRange<Double>] = [
    "TXG": 200.1...999, "TXB": 100.1...200, "TXN": 50.1...100, "TXK": 10...50, "TXP": 10...100,
    "LKB": 100.1...200, "TXDB": 100.1...200, "TXDN": 50.1...100, "TXDP": 10...100,
  ]

  /// The record of a parcel.
  public init(_ parcel: Parcel, seed: UInt64) {
    values = Self.fields.map { _ in .null }
    var random = SeededRandom(seed: seed, .attributes, parcel.index, 2)
    let forest = parcel.forestClass
    let commune = Commune.all[parcel.commune]
    let hectares = Self.rounded(parcel.planarHa, 2)
    self["tt"] = .integer(parcel.index + 1)
    self["id"] = .integer(parcel.index + 1)
    self["matinh"] = .integer(14)
    self["maxa"] = .integer(Int(commune.code) ?? 0)
    self["xa"] = .text(commune.name)
    self["tk"] = .text(parcel.compartment)
    self["khoanh"] = .text(parcel.subCompartment)
    self["lo"] = .text(parcel.lot)
    let village = (Int(parcel.compartment) ?? 0) % 7 * 5 + (Int(parcel.subCompartment) ?? 0) % 5 + 1
    self["diadanh"] = .text("Bản Mẫu \(village)")
    self["dtich"] = .real(hectares)
    self["nggocr"] = .integer(forest.nggocr)
    self["ldlr"] = .text(forest.ldlr)
    self["maldlr"] = .integer(forest.maldlr)
    if let planting = parcel.planting {
      let age = ParcelDrafts.surveyYear - planting.year
      self["sldlr"] = .text(planting.species)
      self["namtr"] = .integer(planting.year)
      self["captuoi"] = .integer(1 + age / 5)
      self["ktan"] = .integer(age >= 4 ? 1 : 2)
      self["nggocrt"] = .integer(random.uniform() < 0.7 ? 1 : 2)
      self["thanhrung"] = .integer(forest.ldlr == "RTG" ? 1 : 2)
    }
    setStock(forest, parcel, hectares, &random)
    self["lapdia"] = .integer(forest.lapdia)
    self["malr3"] = .integer(parcel.category)
    let purpose: (String, Int) =
      switch parcel.category {
      case 1: ("PHDN", 1)
      case 2: ("BTTN", 6)
      default: forest.bamboo != nil ? ("TRE", 11) : ("GN", 10)
      }
    self["mdsd"] = .text(purpose.0)
    self["mamdsd"] = .integer(purpose.1)
    setOwner(parcel, village, &random)
    self["nqh"] = .integer(forest.ldlr == "NN" || forest.ldlr == "DKH" ? 1 : 0)
    if forest.nggocr == 1 { self["ngsinh"] = .integer(2) }
    self["kd"] = .real(Self.rounded(parcel.label.x, 2))
    self["vd"] = .real(Self.rounded(parcel.label.y, 2))
    self["capkd"] = .real(104)
    self["tinh"] = .text("Sơn La")
    self["nguon"] = .text("SYNTHETIC")
  }

  private mutating func setStock(
    _ forest: ForestClass, _ parcel: Parcel, _ hectares: Double, _ random: inout SeededRandom
  ) {
    let mean = forest.ldlr == "RTG" ? parcel.stand.map(Self.plantationVolume) ?? 0 : forest.mgo
    var volume = Self.rounded(max(0, mean * (1 + 0.15 * random.normal())), 1)
    if let range = Self.volumeRange[forest.ldlr] {
      volume = min(range.upperBound, max(range.lowerBound, volume))
    }
    self["mgo"] = .real(volume)
    self["mgolo"] = .real(Self.rounded(volume * hectares, 2))
    var culms = 0.0
    if let bamboo = forest.bamboo {
      let range = bamboo.culmsPerHa
      culms = Self.rounded(random.uniform(range.lowerBound, range.upperBound) / 1_000, 1)
    }
    self["mtn"] = .real(culms)
    self["mtnlo"] = .real(Self.rounded(culms * hectares, 2))
  }

  /// Median volumes of plots, published with the stand models, m³/ha.
  private static func plantationVolume(_ stand: StandModel) -> Double {
    switch stand.name {
    case "RTG_keo5": 68
    case "RTG_keo8": 121
    case "RTG_thong15": 116
    case "RTG_thong25": 210
    default: 88
    }
  }

  private mutating func setOwner(_ parcel: Parcel, _ village: Int, _ random: inout SeededRandom) {
    self["dtuong"] = .integer(parcel.ownerType)
    let commune = Commune.all[parcel.commune].name
    let name: String
    switch parcel.ownerType {
    case 1: name = OwnerNames.all[random.below(OwnerNames.all.count)]
    case 2: name = "Cộng đồng bản Mẫu \(village)"
    case 3: name = "UBND xã \(commune)"
    case 4: name = "Ban quản lý rừng phòng hộ Mẫu"
    case 6: name = "Công ty lâm nghiệp Mẫu"
    case 10: name = "Ban quản lý rừng đặc dụng Mẫu"
    case 11: name = "Đơn vị vũ trang Mẫu"
    default: name = "Tổ chức Mẫu"
    }
    self["churung"] = .text(name)
    self["machur"] = .integer(parcel.ownerType * 1_000 + village)
    self["trchap"] = .integer(0)
    self["quyensd"] = .integer([1, 1, 1, 2, 4][random.below(5)])
    self["thoihansd"] = .integer(parcel.ownerType == 1 ? 50 : 0)
    self["khoan"] = .integer(parcel.ownerType == 10 || parcel.ownerType == 4 ? 1 : 0)
  }

  /// A number rounded to some decimals.
  public static func rounded(_ value: Double, _ decimals: Int) -> Double {
    let scale = decimals == 0 ? 1.0 : decimals == 1 ? 10 : decimals == 2 ? 100 : 1_000
    return (value * scale).rounded() / scale
  }
}

/// Forty invented names of owners; none stands for a person. The given names mean sample, trial,
/// example, assumed and illustration.
public enum OwnerNames {
  private static let families = [
    "Lò Văn", "Quàng Thị", "Vàng A", "Sồng A", "Hà Thị", "Bùi Văn", "Bàn Văn", "Nguyễn Văn",
  ]
  private static let given = ["Mẫu", "Thử", "Ví Dụ", "Giả Định", "Minh Họa"]
  /// All of them.
  public static let all = families.flatMap { family in given.map { family + " " + $0 } }
}
