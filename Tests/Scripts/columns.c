/* Reads columns of the first layer of a table through GDAL and nothing else: what a table costs before anything is
   computed. Usage: columns FILE NAME... ; a name with a # before it is read as a number, others as text. */
#include <gdal.h>
#include <ogr_api.h>
#include <stdio.h>
#include <string.h>

int main(int count, char **words) {
  GDALAllRegister();
  GDALDatasetH dataset = GDALOpenEx(words[1], GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
  OGRLayerH layer = dataset ? GDALDatasetGetLayer(dataset, 0) : NULL;
  if (!layer) return 1;
  int text[64], number[64], texts = 0, numbers = 0;
  for (int i = 2; i < count && i < 64; i++) {
    int isNumber = words[i][0] == '#';
    int place = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), words[i] + isNumber);
    if (place < 0) return 1;
    if (isNumber) number[numbers++] = place; else text[texts++] = place;
  }
  long rows = 0, bytes = 0;
  double sum = 0;
  OGRFeatureH feature;
  while ((feature = OGR_L_GetNextFeature(layer))) {
    for (int i = 0; i < texts; i++) bytes += (long)strlen(OGR_F_GetFieldAsString(feature, text[i]));
    for (int i = 0; i < numbers; i++) sum += OGR_F_GetFieldAsDouble(feature, number[i]);
    OGR_F_Destroy(feature);
    rows++;
  }
  fprintf(stderr, "%ld rows, %ld bytes of text, sum %g\n", rows, bytes, sum);
  GDALClose(dataset);
  return 0;
}
