# Claims metadata of another version, for which nbgrader stops.
#
# start from: blank
# expect: all 0
# metadata: every_test nbgrader.schema_version=99
# metadata: gru_cell nbgrader.schema_version=0
# metadata: encode nbgrader.schema_version="new"
# metadata: collate nbgrader={}
