"""The practice office and its month: the main job from draft timesheets to papers, through the rooms' own actions."""
