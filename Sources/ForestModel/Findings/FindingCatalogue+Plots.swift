// Findings about plots, their nests and the sampling design.

extension FindingKind {
  /// The same plot twice.
  public static let duplicatePlot = FindingKind(
    "duplicate-plot", .error,
    "plot {plot} occurs twice (rows {first} and {row}); delete one row or correct the plot id",
    vi: "ô {plot} xuất hiện hai lần (dòng {first} và {row}); hãy xóa một dòng hoặc sửa mã ô")
  /// No usable area.
  public static let plotAreaMissing = FindingKind(
    "plot-area-missing", .error,
    "the plot has no area; give area_ha, area_m2, radius_m, or length_m and width_m, or a plot_design with --nests, or expansion_per_ha for every tree",
    vi:
      "ô chưa có diện tích; hãy nhập area_ha, area_m2, radius_m, hoặc length_m và width_m, hoặc plot_design cùng --nests, hoặc expansion_per_ha cho mọi cây"
  )
  /// Area not positive or far too large.
  public static let plotAreaImpossible = FindingKind(
    "plot-area-impossible", .error, "read {value}, expected a plot area above 0 and up to 100 ha",
    vi: "đọc được {value}, cần diện tích ô lớn hơn 0 và không quá 100 ha")
  /// Two columns that state different areas.
  public static let plotAreaContradicts = FindingKind(
    "plot-area-contradicts", .error,
    "read {value}, but {other} says {ha} ha; keep the right one",
    vi: "đọc được {value}, nhưng {other} cho {ha} ha; hãy giữ giá trị đúng")
  /// A plot of which trees were left out.
  public static let plotIncomplete = FindingKind(
    "plot-incomplete", .warning,
    "{count} live trees of the plot were left out; its sum is too low, so it does not enter a mean",
    vi:
      "{count} cây sống của ô bị bỏ qua; tổng của ô thấp hơn thực tế nên không tham gia tính trung bình"
  )
  /// A plot design that the nests table does not have.
  public static let plotDesignUnknown = FindingKind(
    "plot-design-unknown", .error,
    "plot design \"{value}\" is not in the nests table, which has: {found}{hint}",
    vi: "kiểu ô “{value}” không có trong bảng ô lồng nhau; bảng có: {found}{hint}")
  /// Several designs, and no plot that says which is its own.
  public static let nestsWithoutDesign = FindingKind(
    "nests-without-design", .error,
    "the nests are of several designs ({found}), but the plots table has no column plot_design that says which plot has which",
    vi:
      "bảng ô lồng nhau có nhiều kiểu ô ({found}), nhưng bảng ô tiêu chuẩn không có cột plot_design cho biết ô nào thuộc kiểu nào"
  )
  /// Designs are named but there is no table of them.
  public static let nestsNotGiven = FindingKind(
    "nests-not-given", .note,
    "plots name the designs {found}, but no nests table is given: {count} live trees without expansion_per_ha are taken as looked for on the whole plot. For nested plots give --nests",
    vi:
      "các ô ghi kiểu ô {found} nhưng không có bảng ô lồng nhau: {count} cây sống không có expansion_per_ha được coi là đo trên toàn bộ ô. Với ô lồng nhau hãy dùng --nests"
  )
  /// A diameter class that is empty or negative.
  public static let nestRange = FindingKind(
    "nest-range", .error,
    "read {value}, expected diameters of 0 cm or more, and dbh_max_cm above dbh_min_cm",
    vi: "đọc được {value}, cần đường kính từ 0 cm trở lên và dbh_max_cm lớn hơn dbh_min_cm")
  /// Two nests of a design for the same trees.
  public static let nestOverlap = FindingKind(
    "nest-overlap", .error,
    "design \"{design}\": {nest} overlaps {other} (row {row}); a tree belongs to one nest. dbh_min_cm belongs to the nest, dbh_max_cm to the next",
    vi:
      "kiểu ô “{design}”: {nest} chồng lên {other} (dòng {row}); mỗi cây chỉ thuộc một ô lồng. dbh_min_cm thuộc ô lồng này, dbh_max_cm thuộc ô lồng tiếp theo"
  )
  /// Diameters between two nests of a design that no nest is for.
  public static let nestGap = FindingKind(
    "nest-gap", .warning,
    "design \"{design}\": no nest is for {low} to {high} cm; a tree of such a diameter would be an error",
    vi:
      "kiểu ô “{design}”: không có ô lồng nào cho đường kính từ {low} đến {high} cm; cây thuộc khoảng này sẽ bị báo lỗi"
  )
  /// A tree that no nest of its plot is for.
  public static let treeWithoutNest = FindingKind(
    "tree-without-nest", .error,
    "no nest of design \"{design}\" is for this tree ({tree}); its nests: {nests}",
    vi: "không có ô lồng nào của kiểu ô “{design}” dành cho cây này ({tree}); các ô lồng: {nests}")
  /// A tree counted outside its nest.
  public static let treeBeyondNest = FindingKind(
    "tree-beyond-nest", .warning,
    "the tree stands {distance} m from the centre, outside the radius of {radius} m for its diameter; trees from outside make the plot too rich. Check the distance, or delete the row",
    vi:
      "cây cách tâm ô {distance} m, nằm ngoài bán kính {radius} m dành cho cỡ đường kính của cây; cây ngoài ô làm kết quả cao hơn thực tế. Hãy kiểm tra khoảng cách hoặc xóa dòng"
  )
  /// Plots that belong together and are not independent.
  public static let plotsClustered = FindingKind(
    "plots-clustered", .error,
    "cluster {cluster} has {count} plots; plots of a cluster are not independent, and --design {design} takes them as if they were. Use --design cluster, or leave cluster_id empty where plots stand alone",
    vi:
      "cụm {cluster} có {count} ô; các ô cùng cụm không độc lập, còn --design {design} coi chúng là độc lập. Hãy dùng --design cluster, hoặc để trống cluster_id khi các ô độc lập"
  )
  /// A cluster design without clusters.
  public static let clusterMissing = FindingKind(
    "cluster-missing", .error,
    "--design cluster needs the column cluster_id, and no two plots share a cluster; fill it in, or use --design simple or stratified",
    vi:
      "--design cluster cần cột cluster_id, nhưng chưa có hai ô nào cùng cụm; hãy điền cột này, hoặc dùng --design simple hay stratified"
  )
  /// A cluster whose plots stand in several strata.
  public static let clusterAcrossStrata = FindingKind(
    "cluster-across-strata", .error,
    "cluster {cluster} has plots in the strata {strata}, whose means would then depend on each other. Write one stratum for all plots of the cluster (column stratum), or merge these strata in the strata table (--strata)",
    vi:
      "cụm {cluster} có ô thuộc các tầng {strata}, nên trung bình của các tầng này phụ thuộc nhau. Hãy ghi cùng một tầng cho mọi ô trong cụm (cột stratum), hoặc ghép các tầng này trong bảng tầng (--strata)"
  )
  /// A stratum whose plots an estimator cannot work with.
  public static let designNotPossible = FindingKind(
    "design-not-possible", .error,
    "stratum {stratum} with its {count} plots cannot be estimated by --design {design}: {reason}",
    vi: "không ước tính được tầng {stratum} với {count} ô theo --design {design}: {reason}")
  /// Plots that cover more land than their stratum has.
  public static let sampleExceedsLand = FindingKind(
    "sample-exceeds-land", .error,
    "the {count} plots of stratum {stratum} cover {plots} ha, its land is {ha} ha; check area_ha of the plots, or leave out --finite-population",
    vi:
      "{count} ô của tầng {stratum} chiếm {plots} ha trong khi tầng chỉ có {ha} ha; hãy kiểm tra area_ha của ô, hoặc bỏ --finite-population"
  )
  /// A plot without a value of the biomass map.
  public static let plotWithoutMapValue = FindingKind(
    "plot-without-map-value", .error,
    "the plot has no value of {map}: it has no coordinates, or lies outside the map or where it is empty; check its coordinates and --plots-crs, or fill in map_agb_mg_ha",
    vi:
      "ô không có giá trị từ {map}: ô không có tọa độ, hoặc nằm ngoài bản đồ hay ở chỗ bản đồ trống; hãy kiểm tra tọa độ và --plots-crs, hoặc điền cột map_agb_mg_ha"
  )
  /// What a reader must know of a corrected map.
  public static let mapTakenAsGiven = FindingKind(
    "map-taken-as-given", .note,
    "{count} plots take their value from the map itself. If the map was made with these plots, its errors there are too small: give predictions made without each plot in map_agb_mg_ha",
    vi:
      "{count} ô lấy giá trị trực tiếp từ bản đồ. Nếu bản đồ được lập từ chính các ô này thì sai số tại ô quá nhỏ: hãy ghi giá trị dự báo không dùng ô đó vào cột map_agb_mg_ha"
  )
  /// A value of the biomass map that no forest has.
  public static let mapValueImpossible = FindingKind(
    "map-value-impossible", .error,
    "{map} holds {low} to {high} here, expected 0 to {limit} Mg/ha; is the value of empty cells not declared as nodata (gdal_edit.py -a_nodata VALUE), or is the unit another one?",
    vi:
      "{map} có giá trị từ {low} đến {high} tại đây, cần từ 0 đến {limit} Mg/ha; có thể giá trị của điểm ảnh trống chưa được khai báo là nodata (gdal_edit.py -a_nodata GIÁ_TRỊ), hoặc đang dùng đơn vị khác"
  )
  /// A parcel that the biomass map covers in part.
  public static let mapPartlyEmpty = FindingKind(
    "map-partly-empty", .warning, "{ha} ha of the parcel have no value in {map} and are left out",
    vi: "{ha} ha của lô không có giá trị trong {map} và không được tính")
  /// A plot that is not in the table of the first phase.
  public static let firstPhaseMissing = FindingKind(
    "first-phase-missing", .error,
    "plot {plot} is not in the table of the first phase ({file}), which must hold every plot with its auxiliary",
    vi: "ô {plot} không có trong bảng pha một ({file}); bảng này phải có mọi ô kèm biến phụ")
  /// A planned stratum with few plots.
  public static let fewPlotsPlanned = FindingKind(
    "few-plots-planned", .warning,
    "stratum {stratum} gets {count} plots; fewer than {least} give a poor standard error, fewer than 2 none (rule of thumb, not confirmed by a source). Merge it with a similar stratum, or add plots",
    vi:
      "tầng {stratum} được {count} ô; dưới {least} ô thì sai số chuẩn kém tin cậy, dưới 2 ô thì không tính được (quy tắc kinh nghiệm, chưa có nguồn xác nhận). Hãy ghép với tầng tương tự hoặc thêm ô"
  )
  /// A planned stratum of which mean or standard deviation is not known.
  public static let plannedStratumLeftOut = FindingKind(
    "planned-stratum-left-out", .warning,
    "stratum {stratum} has no mean or no sd and gets no plots; its {ha} ha are left out of the plan",
    vi: "tầng {stratum} chưa có mean hoặc sd nên không được phân ô; {ha} ha không đưa vào kế hoạch")
  /// A number of a planned stratum that cannot be.
  public static let plannedValueImpossible = FindingKind(
    "planned-value-impossible", .error, "read {value}, expected {expected}",
    vi: "đọc được {value}, cần {expected}")
  /// A precision that cannot be planned for.
  public static let precisionOutOfReach = FindingKind(
    "precision-out-of-reach", .error,
    "no number of plots up to {most} reaches a half-width of {precision} of the mean; check mean and sd, or ask for less",
    vi:
      "không có số ô nào đến {most} đạt sai số {precision} của trung bình; hãy kiểm tra mean và sd, hoặc giảm yêu cầu"
  )
  /// A planned stratum without land in the layer.
  public static let stratumWithoutParcels = FindingKind(
    "stratum-without-parcels", .error,
    "stratum {stratum} is to get {count} plots, and no parcel of {file} has it in the field {field}; found there: {found}",
    vi:
      "tầng {stratum} cần {count} ô nhưng không có lô nào trong {file} thuộc tầng này ở trường {field}; các giá trị đọc được: {found}"
  )
  /// Slope outside 0 to 80 degrees.
  public static let slopeImpossible = FindingKind(
    "slope-impossible", .error, "read {value}, expected a slope from 0 to 80 degrees",
    vi: "đọc được {value}, cần độ dốc từ 0 đến 80 độ")
  /// Slope correction applied by default.
  public static let slopeCorrected = FindingKind(
    "slope-corrected", .note,
    "{count} plots have a slope: their areas are taken as laid out along the slope and multiplied by cos(slope); if they were laid out horizontally give --plot-layout horizontal",
    vi:
      "{count} ô có độ dốc: diện tích được coi là bố trí theo mặt dốc và nhân với cos(độ dốc); nếu ô bố trí theo mặt phẳng ngang hãy dùng --plot-layout horizontal"
  )
  /// A plot that has no stratum.
  public static let plotWithoutStratum = FindingKind(
    "plot-without-stratum", .error,
    "the plot lies on no class of the map and its stratum is not written; check its coordinates (x is east, y is north; perhaps they are swapped) and --plots-crs, or fill in stratum",
    vi:
      "ô không nằm trên mã loại nào của bản đồ và chưa ghi tầng; hãy kiểm tra tọa độ (x là Đông, y là Bắc; có thể bị đổi chỗ) và --plots-crs, hoặc điền cột stratum"
  )
  /// A plot without coordinates where the map decides.
  public static let plotWithoutCoordinates = FindingKind(
    "plot-without-coordinates", .error,
    "the plot has neither stratum nor coordinates; give stratum, lon and lat, or x and y",
    vi: "ô không có tầng và không có tọa độ; hãy nhập stratum, lon và lat, hoặc x và y")
  /// A written stratum that the map contradicts.
  public static let plotStratumDiffers = FindingKind(
    "plot-stratum-differs", .warning,
    "stratum is written as \"{value}\", the map says \"{map}\"; the written one is used",
    vi: "tầng ghi là “{value}”, bản đồ cho “{map}”; dùng tầng đã ghi")
  /// A plot that stands on land left out.
  public static let plotNotUsed = FindingKind(
    "plot-not-used", .note,
    "the plot lies in \"{stratum}\", which is {treatment}; it does not enter a mean",
    vi: "ô nằm trong “{stratum}”, cách xử lý {treatment}; không tham gia tính trung bình")
}
