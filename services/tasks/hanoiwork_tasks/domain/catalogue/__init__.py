"""The catalogue of tasks with points (danh mục nhiệm vụ tương ứng điểm)."""
