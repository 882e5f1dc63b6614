import ArgumentParser
import CarbonStock
import ForestModel
import ForestWorkflow

/// Land, strata and statistics of an estimate.
struct EstimateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Parcel layer: shapefile, GeoPackage, GeoJSON, MapInfo, PostGIS (PG:...) ...",
        vi: "Lớp lô rừng: shapefile, GeoPackage, GeoJSON, MapInfo, PostGIS (PG:...) ..."),
      valueName: "file"))
  var parcels: String?

  @Option(
    help: ArgumentHelp(
      say("Layer of the file (default: the first).", vi: "Lớp trong tệp (mặc định: lớp đầu)."),
      valueName: "name"))
  var parcelsLayer: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Instead of polygons: a table parcel_id, stratum, area_ha; a parcel may have several rows.",
        vi: "Thay cho lớp bản đồ: bảng parcel_id, stratum, area_ha; một lô có thể có nhiều dòng."),
      valueName: "file"))
  var areas: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Field with the parcel's id (default: parcel_id, else maxa-tk-khoanh-lo, else the FID).",
        vi: "Trường mã lô (mặc định: parcel_id, hoặc maxa-tk-khoanh-lo, hoặc FID)."),
      valueName: "field"))
  var parcelID: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Field of the layer that names the class (default: stratum, else ldlr).",
        vi: "Trường của lớp cho biết loại (mặc định: stratum, hoặc ldlr)."), valueName: "field"))
  var stratumField: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Raster of classes: parcels get their strata by exact pixel shares, plots by their coordinates.",
        vi: "Bản đồ phân loại (raster): lô chia tầng theo tỷ lệ điểm ảnh, ô theo tọa độ."),
      valueName: "file"))
  var stratumRaster: String?

  @Option(
    help: ArgumentHelp(
      say("Band of the stratum raster.", vi: "Kênh của bản đồ phân loại."), valueName: "n"))
  var stratumBand = 1

  @Option(
    help: ArgumentHelp(
      say(
        "Strata table: class, stratum, treatment (sampled, merged, table, excluded), reason.",
        vi: "Bảng tầng: class, stratum, treatment (sampled, merged, table, excluded), reason."),
      valueName: "file"))
  var strata: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Stock table for strata without plots: stratum, agb_mg_ha (or carbon_mg_ha, co2e_t_ha), se, source.",
        vi:
          "Bảng trữ lượng cho tầng không có ô: stratum, agb_mg_ha (hoặc carbon_mg_ha, co2e_t_ha), se, source."
      ), valueName: "file"))
  var stockTable: String?

  @Option(
    help: ArgumentHelp(
      say(
        "CRS of the parcels where none is stored or the stored one is wrong, e.g. EPSG:9206; as-stored takes the stored one without questions.",
        vi:
          "Hệ tọa độ của lớp lô khi tệp không ghi hoặc ghi sai, ví dụ EPSG:9206; as-stored dùng hệ đã lưu mà không hỏi."
      ), valueName: "crs"))
  var parcelsCrs: String?

  @Option(
    help: ArgumentHelp(
      say(
        "CRS of the plots' coordinates, e.g. EPSG:9206; columns lon and lat are WGS 84 (EPSG:4326) unless stated.",
        vi:
          "Hệ tọa độ của ô, ví dụ EPSG:9206; cột lon và lat là WGS 84 (EPSG:4326) nếu không chỉ rõ."
      ), valueName: "crs"))
  var plotsCrs: String?

  @Option(
    help: ArgumentHelp(
      say(
        "CRS of the raster where none is stored or the stored one is wrong, or as-stored.",
        vi: "Hệ tọa độ của raster khi tệp không ghi hoặc ghi sai, hoặc as-stored."),
      valueName: "crs"))
  var rasterCrs: String?

  @Option(
    help: ArgumentHelp(
      say(
        "How hectares are counted: geodesic (default, on the ellipsoid), planar (in the layer's projection) or field:NAME.",
        vi:
          "Cách tính diện tích: geodesic (mặc định, trên ellipsoid), planar (theo hệ tọa độ của lớp) hoặc field:TÊN."
      ), valueName: "rule"))
  var area = "geodesic"

  @Option(
    help: ArgumentHelp(
      say(
        "How plots were placed: stratified (default), simple (one stratum), post-stratified, cluster (column cluster_id), ratio (plots of unequal size), double (with --first-phase) or model-assisted (with --biomass-raster).",
        vi:
          "Cách bố trí ô: stratified (theo tầng, mặc định), simple (một tầng), post-stratified (phân tầng sau), cluster (theo cụm, cột cluster_id), ratio (ô có diện tích khác nhau), double (hai pha, kèm --first-phase) hoặc model-assisted (kèm --biomass-raster)."
      ),
      valueName: "design"))
  var design = SamplingDesign.stratified.rawValue

  @Option(
    help: ArgumentHelp(
      say(
        "Biomass map in Mg/ha for --design model-assisted.",
        vi: "Bản đồ sinh khối (Mg/ha) cho --design model-assisted."), valueName: "file"))
  var biomassRaster: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Standard deviation of the biomass map per pixel, Mg/ha: for the interval of a parcel's own stock.",
        vi:
          "Độ lệch chuẩn của bản đồ sinh khối theo điểm ảnh (Mg/ha): dùng cho khoảng của riêng từng lô."
      ), valueName: "file"))
  var biomassSdRaster: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Distance in metres beyond which errors of the map are unrelated (5 % left): for the interval of a parcel's own stock. Without it they count as one error over the parcel.",
        vi:
          "Khoảng cách (m) mà ngoài đó sai số bản đồ gần như không còn tương quan (còn 5 %): dùng cho khoảng của riêng từng lô. Khi không có, sai số được coi là một trong cả lô."
      ), valueName: "m"))
  var mapErrorRange: Double?

  @Option(
    help: ArgumentHelp(
      say(
        "How plots correct the map: difference (default), greg (regression) or ratio.",
        vi: "Cách hiệu chỉnh bản đồ bằng ô: difference (mặc định), greg (hồi quy) hoặc ratio."),
      valueName: "name"))
  var mapEstimator = MapModel.difference.rawValue

  @Option(
    help: ArgumentHelp(
      say(
        "Residuals around the corrected map: fitted (default), leave-one-out or k-fold:K.",
        vi: "Phần dư quanh bản đồ đã hiệu chỉnh: fitted (mặc định), leave-one-out hoặc k-fold:K."),
      valueName: "rule"))
  var mapResiduals = ResidualRule.fitted.name

  @Option(
    help: ArgumentHelp(
      say(
        "Table of the first phase for --design double: plot_id, auxiliary, stratum; it holds every plot.",
        vi: "Bảng pha một cho --design double: plot_id, auxiliary, stratum; phải có mọi ô."),
      valueName: "file"))
  var firstPhase: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Sheet with the consent of villages (unit, decision, parcel_ids): land of those who refused is left out (in a project: sheets/fpic.csv).",
        vi:
          "Bảng kết quả đồng thuận của thôn, bản (unit, decision, parcel_ids): không tính diện tích của nơi không đồng thuận (trong dự án: sheets/fpic.csv)."
      ),
      valueName: "file"))
  var consent: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Field of the parcels that names the unit of consent, where the sheet lists no parcels.",
        vi: "Trường của lớp lô ghi đơn vị lấy ý kiến, khi bảng không liệt kê các lô."),
      valueName: "field"))
  var consentField: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Finite population correction 1 - n/N, with N the land over the mean plot area.",
        vi:
          "Hiệu chỉnh tổng thể hữu hạn 1 - n/N, với N là diện tích đất chia cho diện tích ô trung bình."
      )))
  var finitePopulation = false

  @Option(
    help: ArgumentHelp(
      say("Confidence level of all intervals.", vi: "Độ tin cậy của mọi khoảng."),
      valueName: "share"))
  var confidence = 0.90

  @Option(
    help: ArgumentHelp(
      say(
        "Degrees of freedom: satterthwaite (default) or n-m (plots minus strata, AR-TOOL14).",
        vi: "Bậc tự do: satterthwaite (mặc định) hoặc n-m (số ô trừ số tầng, AR-TOOL14)."),
      valueName: "rule"))
  var degreesOfFreedom = DegreesOfFreedomRule.satterthwaite.rawValue

  @Flag(
    help: ArgumentHelp(
      say(
        "Keep names of owners and other personal data in the outputs.",
        vi: "Giữ tên chủ rừng và thông tin cá nhân trong kết quả.")))
  var keepPersonal = false

  @OptionGroup(title: say("Polygons", vi: "Ranh giới lô")) var geometry: GeometryOptions
  @OptionGroup var status: StatusOptions

  func request(_ field: InventoryOptions) throws -> EstimateRequest {
    let land: EstimateRequest.Land
    switch (parcels, areas) {
    case (let path?, nil): land = try .polygons(path, layer: parcelsLayer)
    case (nil, let path?): land = .areas(path)
    default:
      throw ValidationError(
        say(
          "Give the land once: --parcels FILE (polygons) or --areas FILE (a table).",
          vi: "Cần một trong hai: --parcels TỆP (lớp bản đồ) hoặc --areas TỆP (bảng)."))
    }
    let inventory = try field.request()
    guard inventory.plots != nil else {
      throw ValidationError(
        say(
          "--plots FILE is needed: the table of plots; plots without trees count as zero.",
          vi: "Cần --plots TỆP: bảng ô tiêu chuẩn; ô không có cây được tính là 0."))
    }
    var request = EstimateRequest(inventory: inventory, land: land)
    if stratumField != nil && stratumRaster != nil {
      throw ValidationError(
        say(
          "--stratum-field and --stratum-raster exclude each other.",
          vi: "Chỉ dùng một trong hai: --stratum-field hoặc --stratum-raster."))
    }
    request.parcelID = parcelID
    request.stratumField = stratumField
    request.stratumRaster = stratumRaster
    request.stratumBand = stratumBand
    request.strata = strata
    request.stockTable = stockTable
    request.parcelsCRS = parcelsCrs
    request.plotsCRS = plotsCrs
    request.rasterCRS = rasterCrs
    request.areaRule = try areaRule()
    request.geometry = try geometry.rules()
    guard let design = SamplingDesign(rawValue: design) else {
      throw InventoryOptions.oneOf(
        "--design", self.design, SamplingDesign.allCases.map(\.rawValue))
    }
    request.design = design
    try setDesign(&request)
    guard confidence >= 0.5, confidence < 1 else {
      throw ValidationError(
        say(
          "--confidence takes a share from 0.5 to below 1, e.g. 0.90; read {value}.",
          vi: "--confidence nhận giá trị từ 0.5 đến dưới 1, ví dụ 0.90; đọc được {value}.",
          ["value": confidence.csvText]))
    }
    request.confidence = confidence
    guard let rule = DegreesOfFreedomRule(rawValue: degreesOfFreedom) else {
      throw InventoryOptions.oneOf(
        "--degrees-of-freedom", degreesOfFreedom, DegreesOfFreedomRule.allCases.map(\.rawValue))
    }
    request.degreesOfFreedom = rule
    request.keepsPersonalData = keepPersonal
    try status.apply(to: &request)
    return request
  }

  /// What single designs need, and refuses what the design at hand would not look at.
  private func setDesign(_ request: inout EstimateRequest) throws {
    guard let model = MapModel(rawValue: mapEstimator) else {
      throw InventoryOptions.oneOf(
        "--map-estimator", mapEstimator, MapModel.allCases.map(\.rawValue))
    }
    guard let residuals = ResidualRule(mapResiduals) else {
      throw InventoryOptions.oneOf(
        "--map-residuals", mapResiduals, ["fitted", "leave-one-out", "k-fold:K"])
    }
    if let range = mapErrorRange, !(range >= 0 && range.isFinite) {
      throw ValidationError(
        say(
          "--map-error-range takes metres from 0 on; read {value}.",
          vi: "--map-error-range nhận số mét từ 0 trở lên; đọc được {value}.",
          ["value": range.csvText]))
    }
    let isMapped = request.design == .modelAssisted
    let mapOptions: [(String, Bool)] = [
      ("--biomass-raster", biomassRaster != nil), ("--biomass-sd-raster", biomassSdRaster != nil),
      ("--map-error-range", mapErrorRange != nil), ("--map-estimator", model != .difference),
      ("--map-residuals", residuals != .fitted),
    ]
    for (option, isGiven) in mapOptions where isGiven && !isMapped {
      throw Self.idle(option, "model-assisted")
    }
    if firstPhase != nil, request.design != .double { throw Self.idle("--first-phase", "double") }
    if isMapped {
      guard biomassRaster != nil, case .parcels = request.land, stratumRaster == nil else {
        throw ValidationError(
          say(
            "--design model-assisted needs --biomass-raster FILE and --parcels FILE; strata then come from a field of the parcels (--stratum-field), not from a raster.",
            vi:
              "--design model-assisted cần --biomass-raster TỆP và --parcels TỆP; tầng khi đó lấy từ trường của lớp lô (--stratum-field), không lấy từ raster."
          ))
      }
    }
    if request.design == .double {
      guard firstPhase != nil, !finitePopulation else {
        throw ValidationError(
          say(
            "--design double needs --first-phase FILE, and takes no --finite-population.",
            vi: "--design double cần --first-phase TỆP và không dùng cùng --finite-population."))
      }
    }
    request.biomassRaster = biomassRaster
    request.biomassSDRaster = biomassSdRaster
    request.mapErrorRangeM = mapErrorRange
    request.mapModel = model
    request.mapResiduals = residuals
    request.firstPhase = firstPhase
    request.consent = consent
    request.consentField = consentField
    request.isFinitePopulation = finitePopulation
  }

  private static func idle(_ option: String, _ design: String) -> ValidationError {
    ValidationError(
      say(
        "{option} has no effect without --design {design}.",
        vi: "{option} chỉ có tác dụng khi dùng --design {design}.",
        ["option": option, "design": design]))
  }

  private func areaRule() throws -> AreaRule {
    switch area {
    case "geodesic": return .geodesic
    case "planar": return .planar
    default:
      guard area.hasPrefix("field:"), area.count > 6 else {
        throw InventoryOptions.oneOf("--area", area, ["geodesic", "planar", "field:NAME"])
      }
      return .field(String(area.dropFirst(6)))
    }
  }
}
