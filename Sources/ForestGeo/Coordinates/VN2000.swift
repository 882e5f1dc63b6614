/// VN-2000, the national reference system of Viet Nam: its datum and the zones it is mapped in.
///
/// Decision 83/2000/QĐ-TTg (ellipsoid of WGS 84) and Decision 05/2007/QĐ-BTNMT of 27 February 2007 (shift to
/// WGS 84; EPSG:6960). Zones with their codes as EPSG lists them. The provinces of a zone are those of before
/// July 2025; the list of the provinces of today was not at hand.
public enum VN2000 {
  /// A zone: transverse Mercator from the equator, false easting 500 km.
  public struct Zone: Sendable, Hashable {
    /// `EPSG:9206`.
    public let code: String
    /// Central meridian, degrees east.
    public let meridianDeg: Double
    /// Scale on the central meridian: 0.9999 for zones of 3 degrees, 0.9996 for UTM.
    public let scale: Double
    /// Provinces of before July 2025 whose zone it is; empty where it is nobody's own.
    public let provinces: [String]

    /// Whether it is a UTM zone of 6 degrees.
    public var isUTM: Bool { scale == 0.9996 }
  }

  /// Code of longitude and latitude on the datum.
  public static let geographic = "EPSG:4756"

  /// The same as printed.
  public static let geographicLabel = "EPSG:4756 (VN-2000)"

  /// Code of the shift to WGS 84 among EPSG's operations.
  static let shiftCode = "6960"

  /// False easting of every zone, m.
  public static let falseEastingM = 500_000.0

  /// From VN-2000 to WGS 84. Decision 05/2007/QĐ-BTNMT states the rotations -0.00928836", +0.01975479",
  /// -0.00427372" for a turning frame; those of a turning position vector, kept here, have the other sign.
  public static let shift = DatumShift(
    xM: -191.90441429, yM: -39.30318279, zM: -111.45032835, rotationX: 0.00928836,
    rotationY: -0.01975479, rotationZ: 0.00427372, scalePPM: 0.252906278)

  /// Every zone, UTM first, then by code.
  public static let zones: [Zone] = [
    Zone(
      code: "EPSG:3405", meridianDeg: 105, scale: 0.9996,
      provinces: []),
    Zone(
      code: "EPSG:3406", meridianDeg: 111, scale: 0.9996,
      provinces: []),
    Zone(
      code: "EPSG:5896", meridianDeg: 102, scale: 0.9999,
      provinces: []),
    Zone(
      code: "EPSG:5897", meridianDeg: 105, scale: 0.9999,
      provinces: [
        "Hà Nội", "Hà Nam", "Hà Tây", "Ninh Bình", "Thanh Hóa", "Vĩnh Phúc", "Cần Thơ", "Bạc Liêu",
        "Đồng Tháp", "Hậu Giang",
      ]),
    Zone(
      code: "EPSG:5898", meridianDeg: 108, scale: 0.9999,
      provinces: ["Quảng Ngãi"]),
    Zone(
      code: "EPSG:5899", meridianDeg: 107.75, scale: 0.9999,
      provinces: ["Quảng Ninh", "Đà Nẵng", "Quảng Nam", "Bà Rịa-Vũng Tàu", "Đồng Nai", "Lâm Đồng"]),
    Zone(
      code: "EPSG:9205", meridianDeg: 103, scale: 0.9999,
      provinces: ["Điện Biên", "Lai Châu"]),
    Zone(
      code: "EPSG:9206", meridianDeg: 104, scale: 0.9999,
      provinces: ["Sơn La"]),
    Zone(
      code: "EPSG:9207", meridianDeg: 104.5, scale: 0.9999,
      provinces: ["Cà Mau", "Kiên Giang"]),
    Zone(
      code: "EPSG:9208", meridianDeg: 104.75, scale: 0.9999,
      provinces: ["An Giang", "Lào Cai", "Nghệ An", "Phú Thọ", "Yên Bái"]),
    Zone(
      code: "EPSG:9209", meridianDeg: 105.5, scale: 0.9999,
      provinces: [
        "Bắc Ninh", "Hà Giang", "Hà Tĩnh", "Hải Dương", "Hưng Yên", "Nam Định", "Sóc Trăng",
        "Tây Ninh", "Thái Bình", "Trà Vinh", "Vĩnh Long",
      ]),
    Zone(
      code: "EPSG:9210", meridianDeg: 105.75, scale: 0.9999,
      provinces: [
        "Hải Phòng", "TP Hồ Chí Minh", "Bến Tre", "Bình Dương", "Cao Bằng", "Long An", "Tiền Giang",
      ]),
    Zone(
      code: "EPSG:9211", meridianDeg: 106, scale: 0.9999,
      provinces: ["Hòa Bình", "Quảng Bình", "Tuyên Quang"]),
    Zone(
      code: "EPSG:9212", meridianDeg: 106.25, scale: 0.9999,
      provinces: ["Bình Phước", "Quảng Trị"]),
    Zone(
      code: "EPSG:9213", meridianDeg: 106.5, scale: 0.9999,
      provinces: ["Bắc Kạn", "Thái Nguyên"]),
    Zone(
      code: "EPSG:9214", meridianDeg: 107, scale: 0.9999,
      provinces: ["Bắc Giang", "Thừa Thiên-Huế"]),
    Zone(
      code: "EPSG:9215", meridianDeg: 107.25, scale: 0.9999,
      provinces: ["Lạng Sơn"]),
    Zone(
      code: "EPSG:9216", meridianDeg: 107.5, scale: 0.9999,
      provinces: ["Kon Tum"]),
    Zone(
      code: "EPSG:9217", meridianDeg: 108.25, scale: 0.9999,
      provinces: ["Bình Định", "Khánh Hòa", "Ninh Thuận"]),
    Zone(
      code: "EPSG:9218", meridianDeg: 108.5, scale: 0.9999,
      provinces: ["Bình Thuận", "Đắk Lắk", "Đắk Nông", "Gia Lai", "Phú Yên"]),
  ]

  /// The zone with these parameters of its projection; `nil` for any other.
  static func zone(_ projection: TransverseMercator) -> Zone? {
    guard abs(projection.originDeg) < 1e-9, abs(projection.falseNorthingM) < 1e-4,
      abs(projection.falseEastingM - falseEastingM) < 1e-4
    else { return nil }
    return zones.first {
      abs($0.meridianDeg - projection.meridianDeg) < 1e-8
        && abs($0.scale - projection.scale) < 1e-9
    }
  }

  /// The zone of a province of before July 2025, whatever its name is cased or marked like once `folded`.
  public static func zone(
    ofProvince name: String, folded: (String) -> String = { $0.lowercased() }
  ) -> Zone? {
    let wanted = folded(name)
    return zones.first { $0.provinces.contains { folded($0) == wanted } }
  }
}

/// Seven parameters of a shift between two datums, rotations in the convention of a position vector.
public struct DatumShift: Sendable, Hashable {
  /// Metres.
  var xM: Double, yM: Double, zM: Double
  /// Seconds of arc.
  var rotationX: Double, rotationY: Double, rotationZ: Double
  /// Parts per million.
  var scalePPM: Double

  /// Whether it moves nothing.
  var isZero: Bool { isNear(DatumShift(xM: 0, yM: 0, zM: 0)) }

  init(
    xM: Double, yM: Double, zM: Double, rotationX: Double = 0, rotationY: Double = 0,
    rotationZ: Double = 0, scalePPM: Double = 0
  ) {
    (self.xM, self.yM, self.zM) = (xM, yM, zM)
    (self.rotationX, self.rotationY, self.rotationZ) = (rotationX, rotationY, rotationZ)
    self.scalePPM = scalePPM
  }

  /// The same with rotations of the other convention.
  var turned: DatumShift {
    DatumShift(
      xM: xM, yM: yM, zM: zM, rotationX: -rotationX, rotationY: -rotationY, rotationZ: -rotationZ,
      scalePPM: scalePPM)
  }

  /// Whether both move every point to the same place within a few millimetres: 1 mm in the translations, 1e-5"
  /// (0.3 mm on the ground) in the rotations, 1e-3 ppm (6 mm) in the scale.
  func isNear(_ other: DatumShift) -> Bool {
    let metres = [xM - other.xM, yM - other.yM, zM - other.zM]
    let turns = [
      rotationX - other.rotationX, rotationY - other.rotationY, rotationZ - other.rotationZ,
    ]
    return metres.allSatisfy { abs($0) < 1e-3 } && turns.allSatisfy { abs($0) < 1e-5 }
      && abs(scalePPM - other.scalePPM) < 1e-3
  }
}
