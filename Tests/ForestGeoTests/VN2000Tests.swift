import ForestGeo
import Foundation
import TestSupport
import Testing

/// What is stored as a reference, taken by its parameters.
@Suite("VN-2000")
struct VN2000Tests {
  static let tm104 =
    "+proj=tmerc +lat_0=0 +lon_0=104 +k=0.9999 +x_0=500000 +y_0=0 +units=m +no_defs +type=crs "
  static let decision = "-191.90441429,-39.30318279,-111.45032835"

  private func reading(_ text: String) throws -> ReferenceReading {
    try ReferenceReading(CoordinateReference(text))
  }

  private func zone(_ code: String) throws -> CoordinateReference { try CoordinateReference(code) }

  @Test("zones are those of PROJ's database: meridian, scale, and the place they are made for")
  func zones() throws {
    #expect(VN2000.zones.count == 20)
    for zone in VN2000.zones {
      let reference = try CoordinateReference(zone.code)
      #expect(reference.name.hasPrefix("VN-2000"))
      // The same projection without a name comes back as the zone.
      let text =
        "+proj=tmerc +lat_0=0 +lon_0=\(zone.meridianDeg) +k=\(zone.scale) +x_0=500000 +y_0=0 "
        + "+ellps=WGS84 +units=m +no_defs +type=crs "
        + "+towgs84=\(Self.decision),0.00928836,-0.01975479,0.00427372,0.252906278"
      #expect(try reading(text) == .recognised(reference), "\(zone.code)")
    }
    #expect(VN2000.zone(ofProvince: "Sơn La")?.code == "EPSG:9206")
    #expect(VN2000.zone(ofProvince: "sơn la")?.code == "EPSG:9206")
    #expect(VN2000.zone(ofProvince: "Atlantis") == nil)
    #expect(try zone(VN2000.geographic).areaOfUse == PositionCheck.vietNam)
  }

  /// vn2000_zones.csv, row by row.
  @Test(
    "zones agree with the list", .enabled(if: Place.hasReference, Comment(rawValue: needsReference))
  )
  func list() throws {
    let rows = try csv(Place.reference + "/vn2000_zones.csv")
    #expect(rows.count == VN2000.zones.count)
    for row in rows {
      let zone = try #require(VN2000.zones.first { $0.code == "EPSG:\(row["epsg"] ?? "")" })
      #expect(zone.meridianDeg == row.number("central_meridian_deg"))
      #expect(zone.scale == row.number("scale"))
    }
  }

  /// vn2000_tests.csv: every column of every row, there and back, 0.01 m.
  @Test("test points", .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func points() throws {
    let wgs84 = try zone("EPSG:4326")
    let references = [
      ("9206", "EPSG:9206"), ("3405", "EPSG:3405"), ("32648", "EPSG:32648"),
      ("no_datum_shift", Self.tm104 + "+datum=WGS84"),
      (
        "wrong_rotation_sign",
        Self.tm104 + "+ellps=WGS84 "
          + "+towgs84=\(Self.decision),-0.00928836,0.01975479,-0.00427372,0.252906278"
      ),
    ]
    let rows = try csv(Place.reference + "/vn2000_tests.csv")
    #expect(rows.count == 6)
    for (column, text) in references {
      let there = try CoordinateTransform(from: wgs84, to: CoordinateReference(text))
      let back = try CoordinateTransform(from: CoordinateReference(text), to: wgs84)
      for row in rows {
        let tolerance = row.number("tolerance_m")
        var x = [row.number("wgs84_lon")]
        var y = [row.number("wgs84_lat")]
        let hasImage = there.apply(&x, &y)
        #expect(hasImage && abs(x[0] - row.number("E_" + column)) < tolerance)
        #expect(abs(y[0] - row.number("N_" + column)) < tolerance)
        x = [row.number("E_" + column)]
        y = [row.number("N_" + column)]
        let returns = back.apply(&x, &y)
        let apart = geodesicDistanceM(
          (x[0], y[0]), (row.number("wgs84_lon"), row.number("wgs84_lat")))
        #expect(returns && apart < tolerance, "\(column): \(apart) m")
      }
    }
  }

  @Test("a zone on another datum is told, with the metres between the two readings")
  func withoutShift() throws {
    let sonla = try zone("EPSG:9206")
    let center = (x: 580_500.0, y: 2_303_500.0)
    for text in [
      "+datum=WGS84", "+ellps=WGS84 +towgs84=0,0,0", "+ellps=WGS84",
      "+ellps=WGS84 +towgs84=0,0,0,0,0,0,0",
    ] {
      guard case .withoutShift(let zone, let written) = try reading(Self.tm104 + text) else {
        Issue.record("\(text): \(try reading(Self.tm104 + text))")
        continue
      }
      #expect(zone == sonla)
      let metres = try #require(written.separationM(of: center, readIn: zone))
      #expect(metres > 222.8 && metres < 223.8, "\(metres)")
    }
    // UTM of a zone of Viet Nam on WGS 84 is what a GPS gives.
    let utm = "+proj=tmerc +lat_0=0 +lon_0=105 +k=0.9996 +x_0=500000 +y_0=0 +units=m +type=crs "
    #expect(try reading(utm + "+datum=WGS84") == .recognised(zone("EPSG:32648")))
    guard case .withoutShift(let zone48, _) = try reading(utm + "+ellps=WGS84 +towgs84=0,0,0")
    else {
      Issue.record("UTM 48 on a datum of its own")
      return
    }
    #expect(zone48.authorityCode == "EPSG:3405")
  }

  @Test("rotations of the wrong sign, a lost minus, rounded parameters")
  func shifts() throws {
    let sonla = try zone("EPSG:9206")
    let center = (x: 580_500.0, y: 2_303_500.0)
    func metres(_ text: String) throws -> Double {
      try #require(try CoordinateReference(text).separationM(of: center, readIn: sonla))
    }
    let turned =
      Self.tm104 + "+ellps=WGS84 "
      + "+towgs84=\(Self.decision),-0.00928836,0.01975479,-0.00427372,0.252906278"
    #expect(try reading(turned) == .rotationSign(zone: sonla))
    #expect((0.74...0.80).contains(try metres(turned)))
    let lost =
      Self.tm104 + "+ellps=WGS84 "
      + "+towgs84=191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278"
    guard case .otherShift(let zone, let shift) = try reading(lost) else {
      Issue.record("lost minus")
      return
    }
    #expect(zone == sonla && shift.hasPrefix("towgs84=191.90441429,"))
    #expect((370...400).contains(try metres(lost)))
    let rounded = Self.tm104 + "+ellps=WGS84 +towgs84=-191.9,-39.3,-111.45"
    guard case .otherShift = try reading(rounded) else {
      Issue.record("rounded")
      return
    }
    #expect(try metres(rounded) < 2)
  }

  @Test("other systems keep their names; those that EPSG knows need none")
  func others() throws {
    for code in ["EPSG:9206", "EPSG:32648", "EPSG:4326", "EPSG:4269", "EPSG:2263", "EPSG:4756"] {
      #expect(try reading(code) == .plain)
    }
    // A zone of the right form where no zone of VN-2000 is.
    let other = Self.tm104.replacingOccurrences(of: "lon_0=104", with: "lon_0=90")
    #expect(try reading(other + "+datum=WGS84") == .plain)
    #expect(
      try reading(Self.tm104.replacingOccurrences(of: "0.9999", with: "1") + "+datum=WGS84")
        == .plain)
    // WKT1 with other names, as programs write it.
    let wkt1 = """
      PROJCS["Kinh tuyen 104",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",\
      6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],\
      PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],\
      PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",104.0],\
      PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]
      """
    #expect(try reading(wkt1) == .recognised(zone("EPSG:9206")))
    let named = wkt1.replacingOccurrences(of: "104.0]", with: "106.25]")
    #expect(try reading(named) == .recognised(zone("EPSG:9212")))
    // The accuracy is that of EPSG:6960 once the reference is recognised.
    let way = try CoordinateTransform(from: zone("EPSG:9206"), to: zone("EPSG:4326"))
    var (x, y) = ([580_500.0], [2_303_500.0])
    let hasImage = way.apply(&x, &y)
    let used = way.lastOperation()
    #expect(hasImage && used?.accuracyM == 1)
  }

  @Test("strings of MapInfo, as GDAL hands them over")
  func mapInfo() throws {
    let tail = #", "m", 104, 0, 0.9999, 500000, 0"#
    let shift = "-191.90441429, -39.30318279, -111.45032835"
    let cases: [(String, String)] = [
      (
        "Projection 8, 9999, 28, \(shift), -0.00928836, 0.01975479, -0.00427372, 0.252906278, 0",
        "recognised"
      ),
      (
        "Projection 8, 9999, 28, \(shift), 0.00928836, -0.01975479, 0.00427372, 0.252906278, 0",
        "rotationSign"
      ),
      ("Projection 8, 104", "withoutShift"),
      ("Projection 8, 9999, 28, 0, 0, 0, 0, 0, 0, 0, 0", "withoutShift"),
    ]
    for (index, (system, wanted)) in cases.enumerated() {
      let path = Place.scratch() + "/lots\(index).mif"
      try """
      Version 300
      Charset "Neutral"
      Delimiter ","
      CoordSys Earth \(system)\(tail)
      Columns 1
        id Integer
      Data

      Region 1
        4
      580000 2300000
      581000 2300000
      581000 2301000
      580000 2300000

      """.write(toFile: path, atomically: true, encoding: .utf8)
      try "1\n".write(
        toFile: path.replacingOccurrences(of: ".mif", with: ".mid"), atomically: true,
        encoding: .utf8)
      let layer = try VectorDataset(path)
      let stored = layer.reference
      let found = try ReferenceReading(#require(stored))
      #expect("\(found)".hasPrefix(wanted), "\(system): \(found)")
    }
  }
}
