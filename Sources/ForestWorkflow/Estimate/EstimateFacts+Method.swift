import CarbonDocuments
import CarbonStock
import ForestModel

extension EstimateFacts {
  /// The numbers that matter.
  func headline(_ slots: [String: Slot]) -> [KeyFigure] {
    let interval: Passage
    if let content = result.intervalContent {
      interval = Passage(
        "{level} confidence interval {low} to {high} t CO₂e (± {half}); {content}",
        vi: "khoảng tin cậy {level}: {low} đến {high} tCO₂tđ (± {half}); {content}",
        [
          "level": slots["level"] ?? .text("–"), "low": slots["co2e_low_t"] ?? .text("–"),
          "high": slots["co2e_high_t"] ?? .text("–"), "half": slots["half_percent"] ?? .text("–"),
          "content": .passage(Passage(content)),
        ])
    } else {
      interval = Passage(
        "no interval can be given, see the findings",
        vi: "chưa có khoảng tin cậy, xem các vấn đề phát hiện")
    }
    return [
      KeyFigure(
        label: Passage("Estimated carbon stock", vi: "Trữ lượng các-bon ước tính"),
        value: Passage("{t} t CO₂e", vi: "{t} tCO₂tđ", ["t": slots["co2e_t"] ?? .text("–")]),
        remark: interval),
      KeyFigure(
        label: Passage("Mean stock", vi: "Trữ lượng trung bình"),
        value: Passage(
          "{t} t CO₂e/ha", vi: "{t} tCO₂tđ/ha", ["t": slots["co2e_t_ha"] ?? .text("–")]),
        remark: Passage("pools: {pools}", vi: "bể chứa: {pools}", slots)),
      KeyFigure(
        label: Passage("Land accounted for", vi: "Diện tích được tính"),
        value: Passage("{accounted_ha} ha", vi: "{accounted_ha} ha", slots),
        remark: Passage(
          "{parcels_accounted} of {parcels_read} parcels; left out: {left_out}",
          vi: "{parcels_accounted} trên {parcels_read} lô; không tính: {left_out}",
          slots.merging(["left_out": .passage(leftOut(slots))]) { $1 })),
      KeyFigure(
        label: Passage("Field inventory", vi: "Điều tra hiện trường"),
        value: Passage("{plots_used} plots", vi: "{plots_used} ô tiêu chuẩn", slots),
        remark: Passage(
          "{trees_used} live trees, {heights_measured} heights measured",
          vi: "{trees_used} cây sống, {heights_measured} cây được đo chiều cao", slots)),
    ]
  }

  /// Hectares that the total does not stand for, by reason; reasons without land are not named.
  private func leftOut(_ slots: [String: Slot]) -> Passage {
    var parts: [Passage] = []
    if result.excludedHa > 0 {
      parts.append(
        Passage(
          "{excluded_ha} ha by the strata table", vi: "{excluded_ha} ha theo bảng tầng", slots))
    }
    if result.unmappedHa > 0 {
      parts.append(
        Passage("{unmapped_ha} ha without a class", vi: "{unmapped_ha} ha chưa có mã loại", slots))
    }
    if result.rejectedCount > 0 {
      parts.append(
        Passage(
          "{rejected_ha} ha in {parcels_rejected} parcels with an error",
          vi: "{rejected_ha} ha thuộc {parcels_rejected} lô có lỗi", slots))
    }
    return parts.isEmpty
      ? Passage("nothing", vi: "không có") : Passage(joining: parts, by: "; ")
  }

  /// The method in two paragraphs: from trees to plots, from plots to parcels.
  func method(_ facts: Facts) -> [Passage] {
    func holds(_ name: String) -> Bool { facts.conditions[name] ?? false }
    var trees: [Passage] = []
    if !holds("all_given") {
      trees.append(
        Passage(
          "Above-ground biomass (AGB, kg) of each live tree by {equations}: {formulas}, with ρ the wood density (g/cm³) and D the diameter (cm).",
          vi:
            "Sinh khối trên mặt đất (AGB, kg) của từng cây sống theo {equations}: {formulas}, trong đó ρ là khối lượng thể tích gỗ (g/cm³), D là đường kính (cm).",
          facts.slots))
      if holds("needs_height") {
        trees.append(Passage("H is the height (m).", vi: "H là chiều cao (m)."))
      }
      if holds("needs_stress") {
        trees.append(
          Passage(
            "E is the environmental stress of the site, {stress}.",
            vi: "E là chỉ số khô hạn của lập địa, {stress}.", facts.slots))
      }
    }
    if holds("given_biomass") {
      trees.append(
        Passage(
          "Where the trees table gives a biomass, it is used as it stands.",
          vi: "Cây đã có sinh khối trong bảng được dùng nguyên giá trị đó."))
    }
    if holds("height_model") {
      trees.append(
        Passage(
          "Heights that were not measured ({heights_modelled} trees) by {height_models}.",
          vi: "Chiều cao chưa đo ({heights_modelled} cây) tính theo {height_models}.",
          facts.slots))
    }
    if holds("height_trials") {
      trees.append(
        Passage(
          "Height models were chosen by their error on trees left out of the fit (cross-validation by plots; heights.csv).",
          vi:
            "Mô hình chiều cao được chọn theo sai số trên các cây không dùng để ước lượng (kiểm định chéo theo ô; heights.csv)."
        ))
    }
    trees.append(
      Passage(
        "Plots: sum of the trees over the horizontal plot area.",
        vi: "Ô tiêu chuẩn: tổng sinh khối cây chia cho diện tích nằm ngang của ô."))
    if holds("own_expansion") {
      trees.append(
        Passage(
          "Trees of nested plots are multiplied by the number of trees per hectare that each stands for, as stated or by the area of its nest.",
          vi:
            "Cây trong ô lồng nhau được nhân với hệ số quy đổi ra héc-ta của từng cây, theo số đã ghi hoặc theo diện tích ô lồng."
        ))
    }
    if holds("below_ground") {
      trees.append(
        Passage(
          "Below-ground biomass by the root:shoot ratio {root_shoot} ({root_shoot_source}), plot by plot.",
          vi:
            "Sinh khối dưới mặt đất theo tỷ lệ R/S {root_shoot} ({root_shoot_source}), tính cho từng ô.",
          facts.slots))
    }
    trees.append(
      Passage(
        "Carbon is {carbon_fraction} of dry biomass; CO₂e is 44/12 of carbon.",
        vi: "Các-bon bằng {carbon_fraction} sinh khối khô; CO₂ tương đương bằng 44/12 các-bon.",
        facts.slots))
    trees += furtherPoolsMethod
    var land: [Passage] = []
    if holds("geodesic"), holds("polygons") {
      land.append(
        Passage(
          "Hectares are counted on the ellipsoid of {area_datum} ({ellipsoid}; Karney 2013).",
          vi: "Diện tích tính trên mặt ellipsoid của {area_datum} ({ellipsoid}; Karney 2013).",
          facts.slots))
    } else if holds("planar") {
      land.append(
        Passage(
          "Hectares are counted in the plane of {crs}.", vi: "Diện tích tính trên mặt phẳng {crs}.",
          facts.slots))
    } else if holds("stated_area") {
      land.append(
        Passage(
          "Hectares are those stated in the field {area_field}.",
          vi: "Diện tích lấy theo trường {area_field}.", facts.slots))
    }
    land += designPassages(facts.slots)
    if holds("table_strata") {
      land.append(
        Passage(
          "Strata without plots take a factor of the stock table.",
          vi: "Tầng không có ô tiêu chuẩn dùng hệ số từ bảng trữ lượng."))
    }
    if holds("interval") {
      land.append(
        Passage(
          "Intervals are t × SE at {level} confidence with {df} degrees of freedom for the total ({rule}). Parcels of a stratum share its mean: their intervals do not add up.",
          vi:
            "Khoảng tin cậy bằng t × sai số chuẩn ở độ tin cậy {level}, {df} bậc tự do cho tổng ({rule}). Các lô trong một tầng dùng chung giá trị trung bình nên các khoảng không cộng dồn được.",
          facts.slots.merging([
            "rule": .text(result.estimator.rule == .satterthwaite ? "Satterthwaite" : "n − m")
          ]) { $1 }))
    }
    return [Passage(joining: trees), Passage(joining: land)]
  }
}
