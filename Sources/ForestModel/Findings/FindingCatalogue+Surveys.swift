// Findings of two surveys held against each other: change of stock, and checks of measurements.

extension FindingKind {
  // MARK: Stock change

  /// A file of a run was altered after it.
  public static let resultAltered = FindingKind(
    "result-altered", .error,
    "the file is not the one this run wrote: its SHA-256 is not that of run.json. Run {verb} again",
    vi:
      "tệp không còn là tệp do lần chạy này ghi ra: SHA-256 khác với run.json. Hãy chạy lại {verb}")
  /// Two runs with different methods.
  public static let methodsDiffer = FindingKind(
    "methods-differ", .error,
    "{name} is {first} in the first run and {second} in the second; the change would be one of methods. Run both with the same setting",
    vi:
      "{name} là {first} ở lần chạy thứ nhất và {second} ở lần thứ hai; thay đổi khi đó là do phương pháp. Hãy chạy cả hai với cùng thiết lập"
  )
  /// Two runs whose methods differ in what may follow the data.
  public static let methodsNearlyDiffer = FindingKind(
    "methods-nearly-differ", .warning,
    "{name} is {first} in the first run and {second} in the second; part of the change may come from that",
    vi:
      "{name} là {first} ở lần chạy thứ nhất và {second} ở lần thứ hai; một phần thay đổi có thể do đó"
  )
  /// Height models fitted to each survey.
  public static let heightsModelledTwice = FindingKind(
    "heights-modelled-twice", .warning,
    "heights come from models fitted to each survey ({first} and {second} trees); a difference between the models shows as change in all plots and is not in the interval",
    vi:
      "chiều cao lấy từ mô hình lập riêng cho từng kỳ ({first} và {second} cây); khác biệt giữa hai mô hình thành thay đổi ở mọi ô và không nằm trong khoảng tin cậy"
  )
  /// Fewer than two plots of a stratum in both runs.
  public static let tooFewPairs = FindingKind(
    "too-few-pairs", .error,
    "stratum {stratum} has {count} plots measured in both runs; a standard error needs at least 2. Merge it with the most similar stratum in the strata table of the first run, or, where both surveys cover the land, use --design independent",
    vi:
      "tầng {stratum} có {count} ô được đo ở cả hai lần; cần ít nhất 2 ô để tính sai số chuẩn. Hãy gộp vào tầng giống nhất trong bảng tầng của lần chạy thứ nhất, hoặc, nếu cả hai kỳ điều tra đều phủ kín diện tích, dùng --design independent"
  )
  /// A plot without a stock in one of the surveys.
  public static let plotNotCompared = FindingKind(
    "plot-not-compared", .warning,
    "plot {plot} has no stock here (an error in its row or its trees, or a pool that was not measured on it): it enters no difference",
    vi:
      "ô {plot} không có trữ lượng ở lần đo này (lỗi ở dòng của ô hoặc của cây, hoặc có bể chưa được đo): ô không được so sánh"
  )
  /// A plot with another area.
  public static let plotAreaChanged = FindingKind(
    "plot-area-changed", .error,
    "plot {plot} has {second} ha, {first} ha in the first run; trees at its edge would come and go. Correct the area or leave the plot out",
    vi:
      "ô {plot} có {second} ha, ở lần thứ nhất là {first} ha; cây ở rìa ô sẽ thêm vào hoặc mất đi. Hãy sửa diện tích hoặc bỏ ô này"
  )
  /// A plot in another stratum.
  public static let plotStratumChanged = FindingKind(
    "plot-stratum-changed", .warning,
    "plot {plot} lies in {second}, in the first run in {first}; the first counts",
    vi: "ô {plot} thuộc tầng {second}, ở lần thứ nhất thuộc {first}; tính theo tầng thứ nhất")
  /// A tree thinner than before.
  public static let treeShrank = FindingKind(
    "tree-shrank", .warning,
    "tree {tree} of plot {plot} measures {second} cm, {first} cm before: thinner by more than {tolerance} cm. Check both measurements and the tree's number; it counts as measured",
    vi:
      "cây {tree} của ô {plot} đo được {second} cm, lần trước {first} cm: nhỏ hơn quá {tolerance} cm. Hãy kiểm tra cả hai lần đo và số hiệu cây; vẫn tính theo số đo"
  )
  /// A tree that was dead and lives.
  public static let treeRevived = FindingKind(
    "tree-revived", .warning,
    "tree {tree} of plot {plot} is alive, in the first run it was dead; it counts as a recruit",
    vi:
      "cây {tree} của ô {plot} còn sống, ở lần thứ nhất là cây chết; tính là cây mới bổ sung")
  /// A tree with another name.
  public static let treeRenamed = FindingKind(
    "tree-renamed", .note,
    "tree {tree} of plot {plot} is \"{second}\", in the first run \"{first}\"; where trees were numbered anew, growth and mortality are wrong, the change of the plot is not",
    vi:
      "cây {tree} của ô {plot} là “{second}”, ở lần thứ nhất là “{first}”; nếu cây được đánh số lại thì tăng trưởng và cây chết sẽ sai, còn thay đổi của ô thì không"
  )
  /// Trees cannot be joined.
  public static let componentsMissing = FindingKind(
    "components-missing", .note,
    "growth, recruits and losses are not told apart: {count} live trees of the compared plots have no tree_id",
    vi:
      "không tách được tăng trưởng, cây bổ sung và cây mất: {count} cây sống trong các ô so sánh không có tree_id"
  )
  /// Components that do not add up.
  public static let componentsUnbalanced = FindingKind(
    "components-unbalanced", .warning,
    "the trees of plot {plot} do not add up to its biomass; growth, recruits and losses are left empty. A run of an older version lacks expansion_per_ha: run {verb} again",
    vi:
      "tổng các cây của ô {plot} không khớp với sinh khối của ô; để trống tăng trưởng, cây bổ sung và cây mất. Kết quả của phiên bản cũ thiếu expansion_per_ha: hãy chạy lại {verb}"
  )
  /// Strata without areas.
  public static let strataWithoutAreas = FindingKind(
    "strata-without-areas", .warning,
    "the plots lie in {count} strata, but results of biomass know no areas: all plots are taken as one simple sample. Use estimate for the first run where strata were sampled differently",
    vi:
      "các ô thuộc {count} tầng nhưng kết quả của biomass không có diện tích: mọi ô được coi là một mẫu ngẫu nhiên đơn giản. Hãy dùng estimate cho lần thứ nhất nếu các tầng được lấy mẫu khác nhau"
  )
  /// Clusters that results of `biomass` do not show.
  public static let clustersUnseen = FindingKind(
    "clusters-unseen", .error,
    "the plots table of this run has cluster_id, and results of biomass do not say which plots belong together; they are no simple sample. Use results of estimate",
    vi:
      "bảng ô của lần chạy này có cluster_id, mà kết quả của biomass không cho biết ô nào cùng cụm; không thể coi là mẫu ngẫu nhiên đơn giản. Hãy dùng kết quả của estimate"
  )
  /// A total that rests on factors.
  public static let changeFromFactor = FindingKind(
    "change-from-factor", .warning,
    "stratum {stratum} ({ha} ha) takes a factor of the stock table; nothing was measured there, its change is that of factors and areas",
    vi:
      "tầng {stratum} ({ha} ha) dùng hệ số của bảng trữ lượng; ở đó không đo gì, thay đổi chỉ là của hệ số và diện tích"
  )
  /// Plots of both surveys that may be the same.
  public static let plotsMeasuredTwice = FindingKind(
    "plots-measured-twice", .warning,
    "{count} plots bear the same name in both runs; if they were measured again, the surveys are not independent, and --design paired gives the right interval, most often a much narrower one",
    vi:
      "{count} ô trùng mã ở cả hai lần; nếu là ô đo lặp lại thì hai kỳ điều tra không độc lập, --design paired cho khoảng tin cậy đúng và thường hẹp hơn nhiều"
  )
  /// Land that changed between two surveys.
  public static let stratumAreaChanged = FindingKind(
    "stratum-area-changed", .warning,
    "stratum {stratum} has {first} ha in the first run and {second} ha in the second; the change of the total holds that change of land, and not its error",
    vi:
      "tầng {stratum} có {first} ha ở lần thứ nhất và {second} ha ở lần thứ hai; thay đổi của tổng số gồm cả thay đổi diện tích này nhưng chưa gồm sai số của nó"
  )
  /// A change within its error.
  public static let changeNotTold = FindingKind(
    "change-not-told", .warning,
    "the {level} interval of the change holds zero: it cannot be told from no change. Do not book it as a removal or an emission",
    vi:
      "khoảng tin cậy {level} của thay đổi chứa số không: không phân biệt được với không thay đổi. Không được ghi nhận là hấp thụ hay phát thải"
  )

  // MARK: Quality of measurements

  /// A check in a plot that nobody measured.
  public static let checkPlotUnknown = FindingKind(
    "check-plot-unknown", .error,
    "plot {plot} has no tree in {file}; a check needs the plot it checks{hint}",
    vi: "ô {plot} không có cây nào trong {file}; kiểm tra phải theo ô đã đo{hint}")
  /// Nothing to compare.
  public static let nothingChecked = FindingKind(
    "nothing-checked", .error,
    "no tree of the check is in {file}; trees are joined by plot_id and tree_id",
    vi: "không cây nào của bảng kiểm tra có trong {file}; cây được nối theo plot_id và tree_id")
  /// A limit that is none.
  public static let limitImpossible = FindingKind(
    "limit-impossible", .error, "read {value}, expected {expected}",
    vi: "đọc được {value}, cần {expected}")
  /// The built-in limits.
  public static let limitsUnconfirmed = FindingKind(
    "limits-unconfirmed", .warning,
    "without --limits the limits are working values from no protocol; pass and fail are judged by them. Give the limits of your protocol",
    vi:
      "không có --limits thì dùng giá trị tạm, không theo quy trình nào; đạt hay không đạt xét theo đó. Hãy đưa vào giới hạn của quy trình áp dụng"
  )
  /// A limit that is exceeded.
  public static let qualityFailed = FindingKind(
    "quality-failed", .warning,
    "{variable}, {team}: {errors} of {count} beyond the limit, {share}; allowed {limit}",
    vi: "{variable}, {team}: {errors} trên {count} vượt giới hạn, {share}; cho phép {limit}")
  /// A check of some trees that looks like one of whole plots.
  public static let manyExtraTrees = FindingKind(
    "many-extra-trees", .warning,
    "{errors} of {count} trees in the checked plots are not in the check; where only some trees of a plot were checked, say --scope trees",
    vi:
      "{errors} trên {count} cây của các ô được kiểm tra không có trong bảng kiểm tra; nếu chỉ kiểm tra một số cây của ô, hãy dùng --scope trees"
  )

  /// All of this file, in the order of the documentation.
  static let surveys: [FindingKind] = [
    resultAltered, methodsDiffer, methodsNearlyDiffer, heightsModelledTwice, tooFewPairs,
    plotNotCompared, plotAreaChanged, plotStratumChanged, treeShrank, treeRevived, treeRenamed,
    componentsMissing,
    componentsUnbalanced, strataWithoutAreas, clustersUnseen, changeFromFactor, plotsMeasuredTwice,
    stratumAreaChanged, changeNotTold, checkPlotUnknown, nothingChecked, limitImpossible,
    limitsUnconfirmed, qualityFailed, manyExtraTrees,
  ]
  /// Those about whole files or designs.
  static let blockingSurveys = [
    resultAltered, methodsDiffer, tooFewPairs, clustersUnseen, nothingChecked,
  ]
}
