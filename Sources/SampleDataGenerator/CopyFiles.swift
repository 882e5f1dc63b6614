import ForestGeo
import ForestModel
import FoundationEssentials
import Glibc
import SyntheticForest

/// The five copies of the parcel layer, and copies.json, which says which is which.
enum CopyFiles {
  static func write(_ landscape: Landscape, to folder: String) throws {
    mkdir(folder, 0o755)
    let vn2000 = try CoordinateReference("EPSG:9206")
    let features = landscape.parcels.map {
      (
        values: StatusRecord($0, seed: landscape.seed).values.map(ParcelFiles.fieldValue),
        outline: $0.outline
      )
    }
    let shapes = features.map { ($0.values, ParcelFiles.wkb([$0.outline])) }
    try shapefile("a_utf8", shapes, vn2000, folder, encoding: "UTF-8") { Array($0.utf8) }
    try shapefile("b_tcvn3", shapes, nil, folder, encoding: "", languageDriver: 0x57) {
      TextEncoding.tcvn3.bytes(of: $0)
    }
    try shapefile("c_vni", shapes, nil, folder, encoding: "") { TextEncoding.vni.bytes(of: $0) }
    try utm(features.map { ($0.values, $0.outline) }, vn2000, folder)
    try mapInfo(shapes, folder)
    try CSVFile.save(description.written() + "\n", to: folder + "/copies.json")
  }

  private static let layerFields = StatusRecord.fields.map { name, kind in
    switch kind {
    case .integer(let width): LayerWriter.Field(.init(name, .integer), width: width)
    case .real(let width, let decimals):
      LayerWriter.Field(.init(name, .real), width: width, decimals: decimals)
    // Letters take up to three bytes in UTF-8 and two in VNI: the width is in bytes here.
    case .text(let width): LayerWriter.Field(.init(name, .text), width: min(254, 2 * width))
    }
  }

  private static func shapefile(
    _ name: String, _ features: [([FieldValue], [UInt8])], _ reference: CoordinateReference?,
    _ folder: String, encoding: String, languageDriver: UInt8? = nil,
    encode: (String) -> [UInt8]
  ) throws {
    let place = folder + "/" + name
    mkdir(place, 0o755)
    for ending in ["shp", "shx", "dbf", "prj", "cpg"] { removeOld(place + "/parcels." + ending) }
    try LayerWriter.write(
      place + "/parcels.shp", driver: "ESRI Shapefile", layer: "parcels", reference: reference,
      fields: layerFields,
      layerOptions: ["ENCODING=\(encoding)", "DBF_DATE_LAST_UPDATE=2000-01-01"],
      features: features.map { (values: $0.0, wkb: $0.1) }, encode: encode)
    if encoding.isEmpty { removeOld(place + "/parcels.cpg") }
    guard let languageDriver else { return }
    // The language driver of a DBF file stands in byte 29 of its header.
    let table = URL(filePath: place + "/parcels.dbf")
    var bytes = try Data(contentsOf: table)
    bytes[29] = languageDriver
    try bytes.write(to: table)
  }

  private static func utm(
    _ features: [([FieldValue], Outline)], _ source: CoordinateReference, _ folder: String
  ) throws {
    let target = try CoordinateReference("EPSG:3405")
    let transform = try CoordinateTransform(from: source, to: target)
    mkdir(folder + "/d_utm", 0o755)
    let path = folder + "/d_utm/parcels.gpkg"
    removeOld(path)
    let writer = try GeoPackageWriter(
      path, layer: "parcels", reference: target,
      fields: StatusRecord.fields.map { FieldDefinition($0.name, ParcelFiles.kind($0.kind)) },
      title: "SYNTHETIC forest parcels in VN-2000 / UTM 48N")
    func moved(_ ring: RingPath) -> RingPath {
      var (x, y) = (ring.map(\.x), ring.map(\.y))
      _ = transform.apply(&x, &y)
      return zip(x, y).map {
        (x: ($0 * 1_000).rounded() / 1_000, y: ($1 * 1_000).rounded() / 1_000)
      }
    }
    for (values, outline) in features {
      let image = Outline(outer: moved(outline.outer), holes: outline.holes.map(moved))
      try writer.add(values, wkb: ParcelFiles.wkb([image]))
    }
    try writer.finish()
  }

  /// Numbers of VN-2000 under a header that says WGS 84 (MapInfo datum 104): read as written, the
  /// parcels lie 223 m off.
  private static func mapInfo(_ features: [([FieldValue], [UInt8])], _ folder: String) throws {
    let place = folder + "/e_mapinfo"
    mkdir(place, 0o755)
    for ending in ["mif", "mid"] { removeOld(place + "/parcels." + ending) }
    let wrong = try CoordinateReference(
      "+proj=tmerc +lat_0=0 +lon_0=104 +k=0.9999 +x_0=500000 +y_0=0 +datum=WGS84 +units=m "
        + "+no_defs +type=crs")
    try LayerWriter.write(
      place + "/parcels.mif", driver: "MapInfo File", layer: "parcels", reference: wrong,
      fields: layerFields, datasetOptions: ["FORMAT=MIF"],
      features: features.map { (values: $0.0, wkb: $0.1) }
    ) { Array($0.utf8) }
  }

  private static let description = JSONText.object([
    ("note", .text("SYNTHETIC: five copies of the clean parcel layer; which is which")),
    ("a_utf8/parcels.shp", copy("UTF-8", "cpg file", "EPSG:9206 in an ESRI prj file", "0 m")),
    ("b_tcvn3/parcels.shp", copy("TCVN3", "none; language driver 0x57", "none (EPSG:9206)", "0 m")),
    ("c_vni/parcels.shp", copy("VNI", "none", "none (EPSG:9206)", "0 m")),
    ("d_utm/parcels.gpkg", copy("UTF-8", "GeoPackage", "EPSG:3405", "0 m")),
    (
      "e_mapinfo/parcels.mif",
      copy(
        "UTF-8", "Neutral", "transverse Mercator 104 degrees on WGS 84 (datum 104), wrong",
        "223 m when read as written; the numbers are EPSG:9206")
    ),
  ])

  private static func copy(
    _ encoding: String, _ stated: String, _ crs: String, _ shift: String
  ) -> JSONText {
    .object([
      ("encoding", .text(encoding)), ("encoding_stated_by", .text(stated)), ("crs", .text(crs)),
      ("shift", .text(shift)),
    ])
  }
}
