import CarbonDocuments
import CarbonStock
import ForestModel

extension EstimateFacts {
  /// The estimator in words: where strata come from, how the mean of a stratum follows from its
  /// plots, and whether the sample is small beside the land.
  func designPassages(_ slots: [String: Slot]) -> [Passage] {
    let request = result.request
    let hasCorrection = request.isFinitePopulation
    switch request.design {
    case .simple:
      return [
        Passage(
          "All plots count as one random sample of the whole land (Cochran 1977, 2.4–2.6).",
          vi: "Các ô được coi là một mẫu ngẫu nhiên của toàn diện tích (Cochran 1977, 2.4–2.6).")
      ] + (hasCorrection ? [correction] : [])
    case .stratified where !hasCorrection:
      return [
        Passage(
          "Strata come from {class_source}; the mean of a stratum is the mean of its plots, and parcels, strata and total are area-weighted sums of these means (stratified estimator, Cochran 1977, 5.2–5.4, without finite population correction).",
          vi:
            "Tầng lấy từ {class_source}; trung bình của tầng là trung bình các ô trong tầng; kết quả theo lô, theo tầng và toàn vùng là tổng các trung bình này, tính theo diện tích (ước lượng phân tầng, Cochran 1977, 5.2–5.4, không hiệu chỉnh tổng thể hữu hạn).",
          slots)
      ]
    default:
      return [strata(slots), estimator] + (hasCorrection ? [correction] : [])
        + (request.design == .modelAssisted ? [parcelOwn] : [])
    }
  }

  private func strata(_ slots: [String: Slot]) -> Passage {
    result.request.usesStrata
      ? Passage(
        "Strata come from {class_source}; parcels, strata and total are area-weighted sums of what is estimated for the strata.",
        vi:
          "Tầng lấy từ {class_source}; kết quả theo lô, theo tầng và toàn vùng là tổng theo diện tích các giá trị ước tính cho tầng.",
        slots)
      : Passage(
        "All land counts as one stratum.", vi: "Toàn bộ diện tích được coi là một tầng.")
  }

  private var estimator: Passage {
    switch result.request.design {
    case .simple, .stratified:
      Passage(
        "The mean of a stratum is the mean of its plots (stratified estimator, Cochran 1977, 5.2–5.4).",
        vi:
          "Trung bình của tầng là trung bình các ô trong tầng (ước lượng phân tầng, Cochran 1977, 5.2–5.4)."
      )
    case .postStratified:
      Passage(
        "The strata were drawn after the plots had been placed; the mean of a stratum is the mean of its plots, and its variance counts that the number of plots is chance (post-stratification, Cochran 1977, 5A.9).",
        vi:
          "Tầng được chia sau khi đã đặt ô; trung bình của tầng là trung bình các ô, phương sai tính cả việc số ô trong tầng là ngẫu nhiên (phân tầng sau, Cochran 1977, 5A.9)."
      )
    case .cluster:
      Passage(
        "Plots stand in clusters: the mean is the sum of the cluster totals over the sum of the cluster sizes, and only the clusters count as independent (ratio estimator, Cochran 1977, 9A.1; clusters − 1 degrees of freedom).",
        vi:
          "Các ô bố trí theo cụm: trung bình bằng tổng giá trị các cụm chia cho tổng số ô của các cụm, chỉ các cụm được coi là độc lập (ước lượng tỷ số, Cochran 1977, 9A.1; bậc tự do bằng số cụm − 1)."
      )
    case .ratio:
      Passage(
        "Plots differ in size and weigh by their area: the mean is the sum of the plots over the sum of their areas (ratio of means, Cochran 1977, 2.11 and 6.4).",
        vi:
          "Các ô có diện tích khác nhau và được tính theo diện tích: trung bình bằng tổng của các ô chia cho tổng diện tích ô (tỷ số các trung bình, Cochran 1977, 2.11 và 6.4)."
      )
    case .double:
      Passage(
        "The plots are a part of a larger first phase on which a quantity that is cheap to observe was taken ({file}); the mean follows by regression on it (double sampling, CDM AR-TOOL14 v04.2, equations 18 and 19).",
        vi:
          "Các ô là một phần của pha một lớn hơn, nơi quan sát một biến dễ đo ({file}); trung bình tính theo hồi quy với biến này (lấy mẫu hai pha, CDM AR-TOOL14 v04.2, công thức 18 và 19).",
        ["file": .code(fileName(result.request.firstPhase ?? ""))])
    case .modelAssisted: corrected
    }
  }

  private var corrected: Passage {
    let map: [String: Slot] = ["map": .code(fileName(result.request.biomassRaster ?? ""))]
    switch result.request.mapModel {
    case .difference:
      return Passage(
        "The biomass map {map} covers all land; the mean difference between plots and map corrects it (model-assisted difference estimator, Särndal et al. 1992, 6.3).",
        vi:
          "Bản đồ sinh khối {map} phủ toàn diện tích và được hiệu chỉnh bằng chênh lệch trung bình giữa ô và bản đồ (ước lượng hiệu có mô hình hỗ trợ, Särndal và cộng sự 1992, 6.3).",
        map)
    case .regression:
      return Passage(
        "The biomass map {map} covers all land; the regression of the plots on the map corrects it (generalised regression estimator, Särndal et al. 1992, 6.4; residual variance with n − 2).",
        vi:
          "Bản đồ sinh khối {map} phủ toàn diện tích và được hiệu chỉnh theo hồi quy của ô với bản đồ (ước lượng hồi quy tổng quát, Särndal và cộng sự 1992, 6.4; phương sai phần dư với n − 2).",
        map)
    case .ratio:
      return Passage(
        "The biomass map {map} covers all land; the ratio of the plots to the map corrects it (ratio estimator, Cochran 1977, 6.4).",
        vi:
          "Bản đồ sinh khối {map} phủ toàn diện tích và được hiệu chỉnh theo tỷ số giữa ô và bản đồ (ước lượng tỷ số, Cochran 1977, 6.4).",
        map)
    }
  }

  private var parcelOwn: Passage {
    Passage(
      "A parcel takes the corrected mean of the map over it; the correction is shared by all parcels.",
      vi:
        "Mỗi lô lấy trung bình bản đồ đã hiệu chỉnh trong lô; mức hiệu chỉnh dùng chung cho mọi lô."
    )
  }

  private var correction: Passage {
    Passage(
      "Variances carry the finite population correction 1 − n/N, with N the land over the mean plot area.",
      vi:
        "Phương sai có hiệu chỉnh tổng thể hữu hạn 1 − n/N, với N là diện tích đất chia cho diện tích ô trung bình."
    )
  }

  /// Sources of the design's formulas.
  var designCitations: [String] {
    let cochran = "Cochran 1977, Sampling Techniques, 3rd ed., "
    switch result.request.design {
    case .simple, .stratified: return [cochran + "5.2–5.4"]
    case .postStratified: return [cochran + "5.2–5.4, 5A.9"]
    case .cluster: return [cochran + "5.2–5.4, 9A.1"]
    case .ratio: return [cochran + "2.11, 5.2–5.4, 6.4"]
    case .double:
      return [cochran + "5.2–5.4, 12.6", "CDM AR-TOOL14 v04.2, equations 18 and 19"]
    case .modelAssisted:
      return [
        cochran + "5.2–5.4, 6.4, 7.3",
        "Särndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, 6.3 and 6.4",
      ]
    }
  }
}
