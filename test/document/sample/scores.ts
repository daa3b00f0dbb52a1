/** Made-up scores for the document tests. */
import type { Day } from '../../../src/core/model.ts';
import type { ProgressChart, ScoreChart, ScoreSheet } from '../../../src/ports/paper.ts';

export const scoreChart: ScoreChart = {
  title: 'Tự chấm điểm: Rượu mơ Suối Mơ',
  subtitle: 'Bộ sản phẩm Đồ uống có cồn, ngày 05/03/2026',
  bars: [
    { label: 'Tổ chức sản xuất', max: 15, value: 11, before: 8 },
    { label: 'Phát triển sản phẩm', max: 10, value: 7, before: 7 },
    { label: 'Sức mạnh cộng đồng', max: 15, value: 9.5, before: 12 },
    { label: 'Tiếp thị', max: 13, value: 6, before: 3 },
    { label: 'Câu chuyện sản phẩm', max: 12, value: 12, before: 5 },
    {
      label: 'Chất lượng sản phẩm, gồm cảm quan, công bố chất lượng và cơ hội thị trường toàn cầu',
      max: 35,
      value: 21,
      before: 0,
    },
  ],
  total: 'Tổng điểm: 66,5/100',
  caution: 'Đây là điểm tự đánh giá, không phải kết quả công nhận của hội đồng.',
  legend: { now: 'Lần này', before: 'Lần trước (02/01/2026)' },
};

export const progressChart: ProgressChart = {
  title: 'Chỉ tiêu OCOP năm 2026 – tỉnh Thử Nghiệm',
  subtitle: 'Tính đến ngày 30/06/2026',
  bars: [
    { label: 'Sản phẩm mới từ 3 sao', value: 45, target: 120, caption: '45/120 sản phẩm (37,5 %)' },
    { label: 'Sản phẩm hết hạn được đánh giá lại', value: 30, target: 50, caption: '30/50 sản phẩm (60 %)' },
    { label: 'Lượt tham dự tập huấn', value: 1320, target: 1300, caption: '1.320/1.300 lượt (101,5 %)' },
  ],
  footer: 'Nguồn: sổ đăng ký của tỉnh, số liệu giả dùng để thử.',
};

const criterion = (code: string, title: string, max: number, points: number | null) => ({
  code,
  title,
  max,
  points,
  answer: points === null ? '' : 'Sử dụng nguyên liệu trong tỉnh từ 50 % đến dưới 75 %',
  evidence: points === null ? '' : 'Hợp đồng mua bán, hóa đơn',
});

export const scoreSheet: ScoreSheet = {
  producer: 'Hợp tác xã Nông nghiệp Suối Mơ',
  product: 'Rượu mơ Suối Mơ',
  productSet: 'Rượu trắng và rượu khác',
  parts: ['A', 'B', 'C'].map((part, at) => ({
    title: `PHẦN ${part}: SẢN PHẨM VÀ SỨC MẠNH CỘNG ĐỒNG`,
    max: [40, 25, 35][at] ?? 0,
    points: [27, 18, 21][at] ?? 0,
    sections: [
      {
        title: `${at + 1}. TỔ CHỨC SẢN XUẤT`,
        max: 15,
        points: 11,
        criteria: [
          criterion(`${at + 1}.1`, 'Nguồn nguyên liệu', 5, 3),
          criterion(`${at + 1}.2`, 'Gia tăng giá trị', 3, 2),
          criterion(`${at + 1}.3`, 'Năng lực sản xuất đáp ứng yêu cầu phân phối', 5, null),
        ],
      },
    ],
  })),
  max: 100,
  points: 66,
  findings: ['Theo điểm tự chấm: đạt mức 3 sao.', 'Chưa đạt 4 sao vì tiêu chí 2.1 (cần từ 3 điểm).'],
  steps: ['1. Nhãn (2.3): thêm mã truy xuất nguồn gốc.'],
  missing: ['Bản sao Giấy chứng nhận đăng ký nhãn hiệu', 'Phiếu kết quả kiểm nghiệm'],
  place: 'Suối Mơ',
  date: '2026-03-05' as Day,
};
